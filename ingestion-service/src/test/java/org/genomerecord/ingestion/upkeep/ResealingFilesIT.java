package org.genomerecord.ingestion.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.genomerecord.ingestion.upkeep.StoredFiles.ANOTHERS;
import static org.genomerecord.ingestion.upkeep.StoredFiles.FIRST;
import static org.genomerecord.ingestion.upkeep.StoredFiles.PATIENT;
import static org.genomerecord.ingestion.upkeep.StoredFiles.SECOND;
import static org.genomerecord.ingestion.upkeep.StoredFiles.SELF;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.permit.Decision;
import org.genomerecord.record.permit.DecisionRequest;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.seal.Unsealable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On a real log and a real vault, with decisions at hand. A process that dies is one that goes no
/// further.
class ResealingFilesIT {
  @TempDir Path folder;
  private final List<DecisionRequest> asked = new ArrayList<>();
  private StoredFiles stored = new StoredFiles(Path.of(""));

  @BeforeEach
  void inAFolder() {
    stored.close();
    stored = new StoredFiles(folder);
  }

  @AfterEach
  void close() {
    stored.close();
  }

  private Decision permits(DecisionRequest request) {
    asked.add(request);
    return new Decision.Permit(
        new DecisionId(UUID.randomUUID().toString()), 1, PATIENT, List.of(), List.of(), SECOND);
  }

  private void reseal(Function<DecisionRequest, Decision> decisions) {
    new Resealing(stored.files(), stored.vault, stored.sequencer, decisions)
        .reseal(PATIENT, 2, SELF);
  }

  private long resealed() {
    return stored.recorded().stream().filter("FileResealed"::equals).count();
  }

  @Test
  void everyFileOfThePatientOpensUnderTheNewKeyOnly() throws IOException {
    var one = stored.receive(FIRST, "accession-1");
    stored.accept(one);
    var two = stored.receive(FIRST, "accession-2");
    var others = stored.receive(ANOTHERS, "accession-3");

    reseal(this::permits);

    assertThat(stored.opened(SECOND, one)).isEqualTo("accession-1");
    assertThat(stored.opened(SECOND, two)).isEqualTo("accession-2");
    assertThatThrownBy(() -> stored.opened(FIRST, one)).isInstanceOf(Unsealable.class);
    assertThat(stored.opened(ANOTHERS, others)).isEqualTo("accession-3");
    assertThat(resealed()).isEqualTo(2);
    assertThat(asked)
        .allSatisfy(request -> {
          assertThat(request.action()).isEqualTo("collect");
          assertThat(request.patient()).isEqualTo(PATIENT.value());
          assertThat(request.subjectToken()).isNull();
        })
        .extracting(DecisionRequest::resource)
        .containsExactlyInAnyOrder("accession/accession-1", "accession/accession-2");
  }

  @Test
  void aPermitIsAskedForTheClassThatWasCollected() {
    stored.receive(FIRST, "accession-1", DataClass.EXPRESSION);
    stored.receive(FIRST, "accession-2");

    reseal(this::permits);

    assertThat(asked)
        .extracting(request -> request.resource() + " " + request.dataClasses())
        .containsExactlyInAnyOrder(
            "accession/accession-1 [expression]", "accession/accession-2 [pharmacogenomic]");
  }

  @Test
  void deliveredAgainItDoesNothingMoreAndAsksForNoKey() {
    stored.receive(FIRST, "accession-1");
    reseal(this::permits);
    asked.clear();

    reseal(this::permits);

    assertThat(asked).isEmpty();
    assertThat(resealed()).isEqualTo(1);
  }

  @Test
  void killedBetweenTwoFilesItGoesOnWithTheOther() throws IOException {
    var one = stored.receive(FIRST, "accession-1");
    var two = stored.receive(FIRST, "accession-2");
    assertThatThrownBy(() ->
            reseal(request -> {
              if (!asked.isEmpty()) {
                throw new IllegalStateException("killed");
              }
              return permits(request);
            }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(resealed()).isEqualTo(1);
    var done = asked.getFirst().resource();
    asked.clear();

    reseal(this::permits);

    assertThat(resealed()).isEqualTo(2);
    assertThat(asked).extracting(DecisionRequest::resource).doesNotContain(done).hasSize(1);
    assertThat(stored.opened(SECOND, one)).isEqualTo("accession-1");
    assertThat(stored.opened(SECOND, two)).isEqualTo("accession-2");
    assertThat(stored.onDisk()).as("each file and the note beside it").isEqualTo(4);
  }

  @Test
  void killedBeforeItsEventItIsRecordedTheNextTime() throws IOException {
    var received = stored.receive(FIRST, "accession-1");
    stored.vault.reseal(SECOND, received.file());

    reseal(this::permits);

    assertThat(resealed()).isEqualTo(1);
    assertThat(stored.opened(SECOND, received)).isEqualTo("accession-1");
  }

  @Test
  void whatThePatientDoesNotPermitStaysAsItIs() throws IOException {
    var received = stored.receive(FIRST, "accession-1");

    reseal(_ -> new Decision.Denial(new DecisionId("d"), "no-consent", PATIENT));

    assertThat(stored.opened(FIRST, received)).isEqualTo("accession-1");
    assertThat(resealed()).isZero();
  }

  @Test
  void withoutADecisionItIsForLater() {
    stored.receive(FIRST, "accession-1");

    assertThatThrownBy(() ->
            reseal(_ -> {
              throw new Refusal(Category.UNAVAILABLE, "no-decision", "away");
            }))
        .isInstanceOf(Refusal.class);
  }

  @Test
  void aFileThatIsRefusedMeanwhileDoesNotComeBack() {
    var received = stored.receive(FIRST, "accession-1");

    reseal(request -> {
      stored.refuse(received);
      return permits(request);
    });

    assertThat(stored.onDisk()).isZero();
    assertThat(resealed()).isZero();
  }

  @Test
  void aFileThatIsLostHoldsUpNoOther() throws IOException {
    var lost = stored.receive(FIRST, "accession-1");
    var other = stored.receive(FIRST, "accession-2");
    stored.vault.remove(lost.file());

    reseal(this::permits);

    assertThat(stored.opened(SECOND, other)).isEqualTo("accession-2");
    assertThat(resealed()).isEqualTo(1);
  }
}
