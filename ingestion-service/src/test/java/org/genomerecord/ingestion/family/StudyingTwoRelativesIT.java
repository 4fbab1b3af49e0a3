package org.genomerecord.ingestion.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.genomerecord.ingestion.accession.AccessionHandler;
import org.genomerecord.ingestion.accession.Accessions;
import org.genomerecord.ingestion.accession.ReceiveSubmission;
import org.genomerecord.ingestion.accession.SettleSubmission;
import org.genomerecord.record.edge.RefusedAtTheDoor;
import org.genomerecord.record.event.AccessionEvent.CallSetAccepted;
import org.genomerecord.record.event.AccessionEvent.SubmissionReceived;
import org.genomerecord.record.event.CallSetId;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.VaultFile;
import org.genomerecord.record.permit.Decision;
import org.genomerecord.record.permit.DecisionRequest;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.seal.SubjectKey;
import org.genomerecord.record.seal.Unsealable;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.Commands;
import org.genomerecord.record.sourcing.Recording;
import org.genomerecord.record.store.PostgresEventStorageEngine;
import org.genomerecord.record.store.StoredEvent;
import org.genomerecord.record.store.TestLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// On the real store, with a consent-service of a few lines: it permits all but those who refuse,
/// and an erased patient has no key.
class StudyingTwoRelativesIT {
  private static final Instant WHEN = Instant.parse("2026-03-02T12:00:00Z");
  private static final Attribution LAB =
      new Attribution(new Actor("tess", "lab", "north-lab"), "TREAT", WHEN, "r", null, null);
  private static final FamilyStudies.Asker CLINICIAN =
      new FamilyStudies.Asker("TREAT", "token-of-a-clinician", "r");
  private static final Pseudonym CHILD = new Pseudonym("ZCHILD");
  private static final Pseudonym MOTHER = new Pseudonym("AMOTHER");
  private static final Pseudonym AUNT = new Pseudonym("BAUNT");
  private static final String REPORT = ReadingAStudyReportTest.REPORT;

  private final TestLog log = TestLog.create();
  private final Commands commands =
      Commands.on(
          new PostgresEventStorageEngine(log.sequencer(), log.reader()),
          axon -> FamilyStudyHandler.register(AccessionHandler.register(axon)));
  private final Map<Pseudonym, SubjectKey> keys = new HashMap<>();
  private final Set<Pseudonym> refusing = new HashSet<>();
  private final List<List<DecisionRequest>> asked = new ArrayList<>();
  private final FamilyStudies studies =
      new FamilyStudies(this::decideAll, Accessions.on(log.reader()), commands, log.reader());

  private List<Decision> decideAll(String token, List<DecisionRequest> requests) {
    asked.add(requests);
    return requests.stream().map(this::decide).toList();
  }

  private Decision decide(DecisionRequest request) {
    var patient = new Pseudonym(Objects.requireNonNull(request.patient()));
    var id = new DecisionId(UUID.randomUUID().toString());
    var key = keys.get(patient);
    return key == null || refusing.contains(patient)
        ? new Decision.Denial(id, "denied-by-patient", patient)
        : new Decision.Permit(id, 1, patient, List.of(DataClass.KINSHIP), List.of(), key);
  }

  @BeforeEach
  void twoAcceptedAccessions() {
    accept("N-1", CHILD);
    accept("N-2", MOTHER);
  }

  @AfterEach
  void stop() {
    commands.close();
    log.close();
  }

  private void receive(String number, Pseudonym patient) {
    var key = keys.computeIfAbsent(patient, one -> SubjectKey.generate(one, 1));
    var accession = Accessions.idOf("north-lab", number);
    var sealed = key.seal(Recording.newEventId(), "x", new byte[0]);
    commands.send(
        new ReceiveSubmission(
            accession,
            new SubmissionReceived(
                accession,
                "north-lab",
                patient,
                "d",
                file(),
                new DecisionId("d"),
                sealed,
                WHEN,
                null),
            false,
            null,
            LAB));
  }

  private void accept(String number, Pseudonym patient) {
    receive(number, patient);
    var accession = Accessions.idOf("north-lab", number);
    var sealed =
        Objects.requireNonNull(keys.get(patient)).seal(Recording.newEventId(), "x", new byte[0]);
    commands.send(
        new SettleSubmission(
            accession,
            file(),
            new CallSetAccepted(
                accession,
                "north-lab",
                patient,
                new CallSetId(number),
                "GRCh38",
                1,
                List.of(),
                file(),
                sealed,
                WHEN,
                null),
            null,
            LAB));
  }

  private static VaultFile file() {
    return new VaultFile("0123456789abcdef".repeat(4), 1, 1, "b");
  }

  private FamilyStudies.Taken report(String body) {
    return studies.take(ReadingAStudyReportTest.read(body), "north-lab", LAB, "token-of-a-lab");
  }

  private List<StoredEvent> recorded() {
    return log.events().stream()
        .filter(event -> event.envelope().type().equals("ingestion.FamilyStudyReported"))
        .toList();
  }

  private PatientStudiesResource.Study only(Pseudonym patient) {
    var shown = studies.of(patient, CLINICIAN);
    assertThat(shown).hasSize(1);
    return PatientStudiesResource.Study.of(patient, shown.getFirst());
  }

  private static Refusal refusal(ThrowingCallable call) {
    return catchThrowableOfType(Refusal.class, call);
  }

  @Test
  void oneEventIsFoundByEachAndSaysNothingInTheClear() {
    assertThat(report(REPORT).isNew()).isTrue();

    var event = recorded();
    assertThat(event).hasSize(1);
    assertThat(event.getFirst().envelope().tags("patient")).containsExactly("AMOTHER", "ZCHILD");
    assertThat(event.getFirst().envelope().payload())
        .doesNotContain("NMTH", "0.25", "N-1", "N-2", "affected", "confirmed")
        .doesNotContain(Accessions.idOf("north-lab", "N-1").value());
    assertThat(asked).hasSize(1);
    assertThat(asked.getFirst())
        .extracting(DecisionRequest::action, DecisionRequest::dataClasses)
        .containsOnly(tuple("collect", List.of("kinship")))
        .hasSize(2);
  }

  @Test
  void whoMaySeeBothReadsWhatIsAboutBothFromEitherSide() {
    report(REPORT);

    var child = only(CHILD);
    assertThat(child.number()).isEqualTo("N-1");
    assertThat(child.affected()).isEqualTo("affected");
    assertThat(child.relative())
        .isEqualTo(new PatientStudiesResource.Relative(true, "NMTH", "subject", true, 0.25));
    assertThat(only(MOTHER).relative().patientIs()).isEqualTo("relative");
  }

  @Test
  void withoutAPermitOfTheRelativeTheOwnPartIsShownAlone() {
    report(REPORT);
    refusing.add(MOTHER);

    var child = only(CHILD);
    assertThat(child.number()).isEqualTo("N-1");
    assertThat(child.relative()).isEqualTo(PatientStudiesResource.Relative.NOT_SHOWN);
    assertThat(child.toString()).doesNotContain("AMOTHER");
    assertThat(refusal(() -> studies.of(MOTHER, CLINICIAN)).category())
        .isEqualTo(Category.FORBIDDEN);
  }

  @Test
  void allRelativesAreDecidedAboutInOneCall() {
    accept("N-5", AUNT);
    report(REPORT);
    report(REPORT.replace("N-2", "N-5").replace("F-1", "F-2"));
    asked.clear();

    assertThat(studies.of(CHILD, CLINICIAN)).hasSize(2);

    assertThat(asked)
        .extracting(call -> call.stream().map(DecisionRequest::patient).toList())
        .containsExactly(List.of("ZCHILD"), List.of("AMOTHER", "BAUNT"));
  }

  @Test
  void erasingOneNeitherErasesNorExposesTheOther() {
    report(REPORT);
    var before = recorded();
    keys.remove(MOTHER);

    var child = only(CHILD);
    assertThat(child.number()).isEqualTo("N-1");
    assertThat(child.affected()).isEqualTo("affected");
    assertThat(child.relative()).isEqualTo(PatientStudiesResource.Relative.NOT_SHOWN);
    assertThat(refusal(() -> studies.of(MOTHER, CLINICIAN)).code()).isEqualTo("not-permitted");
    assertThat(recorded()).isEqualTo(before);
  }

  /// Should a key of the same name ever be made again, it opens nothing.
  @Test
  void whatIsAboutBothStaysShutForEver() {
    report(REPORT);
    keys.put(MOTHER, SubjectKey.generate(MOTHER, 1));

    assertThatThrownBy(() -> studies.of(CHILD, CLINICIAN)).isInstanceOf(Unsealable.class);
  }

  @Test
  void oneRefusalRefusesTheStudyAndDoesNotSayWhose() {
    refusing.add(CHILD);
    var ofChild = refusal(() -> report(REPORT));
    refusing.clear();
    refusing.add(MOTHER);
    var ofMother = refusal(() -> report(REPORT));

    assertThat(ofChild.category()).isEqualTo(Category.FORBIDDEN);
    assertThat(ofMother.code()).isEqualTo(ofChild.code()).isEqualTo("family-study-not-permitted");
    assertThat(ofMother.detail()).isEqualTo(ofChild.detail()).doesNotContain("CHILD", "MOTHER");
    assertThat(asked.stream().flatMap(List::stream))
        .extracting(DecisionRequest::patient)
        .containsExactly("ZCHILD", "AMOTHER", "ZCHILD", "AMOTHER");
    assertThat(recorded()).isEmpty();
  }

  @Test
  void theSameReportAgainIsTheSameStudyAndAnotherIsAConflict() {
    var first = report(REPORT);

    assertThat(report(REPORT)).isEqualTo(new FamilyStudies.Taken(first.study(), false));
    assertThat(refusal(() -> report(REPORT.replace("NMTH", "AUNT"))).code())
        .isEqualTo("family-study-content");
    assertThat(recorded()).hasSize(1);
  }

  @Test
  void onlyOwnAcceptedAccessionsOfTwoPatientsAreStudied() {
    accept("N-3", CHILD);
    receive("N-4", MOTHER);

    assertUnknown(() -> report(REPORT.replace("N-2", "N-9")));
    assertThat(refusal(() -> report(REPORT.replace("N-2", "N-3"))).code()).isEqualTo("one-patient");
    assertThat(refusal(() -> report(REPORT.replace("N-2", "N-4"))).code())
        .isEqualTo("accession-not-accepted");
    assertUnknown(() ->
        studies.take(ReadingAStudyReportTest.read(REPORT), "south-lab", LAB, "token-of-a-lab"));
    assertThat(asked).isEmpty();
  }

  /// It goes on record.
  private static void assertUnknown(ThrowingCallable report) {
    assertThatThrownBy(report)
        .isInstanceOfSatisfying(
            RefusedAtTheDoor.class,
            refusal -> assertThat(refusal.code()).isEqualTo("accession-unknown"));
  }
}
