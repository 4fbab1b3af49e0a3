package org.genomerecord.ingestion.callset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.genomerecord.ingestion.upkeep.StoredFiles.FIRST;
import static org.genomerecord.ingestion.upkeep.StoredFiles.PATIENT;
import static org.genomerecord.ingestion.upkeep.StoredFiles.SELF;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.genomerecord.ingestion.accession.Accession;
import org.genomerecord.ingestion.accession.AccessionStatus;
import org.genomerecord.ingestion.accession.Accessions;
import org.genomerecord.ingestion.accession.ReceiveSubmission;
import org.genomerecord.ingestion.upkeep.StoredFiles;
import org.genomerecord.record.event.AccessionEvent.SubmissionReceived;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.VaultFile;
import org.genomerecord.record.permit.Decision;
import org.genomerecord.record.region.RegionIndex;
import org.genomerecord.record.sourcing.Recording;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On a real log and a real vault: submissions that a process left unsettled when it died.
class TakingUpSubmissionsIT {
  static final IngestionLimits LIMITS =
      new Limits(
          1,
          1,
          1,
          1,
          5_000,
          new FileLimits(1 << 20, 1 << 10, 1, 1_000),
          new OutsideLimits(1 << 20, 1 << 20, 10, 1, 1 << 20),
          new MessageLimits(1_000, 1, 1, Map.of()));

  @TempDir Path folder;
  private StoredFiles stored = new StoredFiles(Path.of(""));

  record Limits(
      int validationsMax,
      int validationsWaitingMax,
      int sandboxValidationsMax,
      int waitSecondsMax,
      long resumeMillis,
      Vcf vcf,
      Outside outside,
      Hl7v2 hl7v2)
      implements IngestionLimits {}

  record FileLimits(long textBytesMax, int lineBytesMax, int samplesMax, long recordsMax)
      implements IngestionLimits.Vcf {}

  record OutsideLimits(
      int tableBytesMax,
      int reportBytesMax,
      int reportEntriesMax,
      int reportsMax,
      int attachmentBytesMax)
      implements IngestionLimits.Outside {}

  record MessageLimits(
      int segmentsMax, int messagesMax, int waitSeconds, Map<String, String> authorities)
      implements IngestionLimits.Hl7v2 {}

  @BeforeEach
  void inAFolder() {
    stored.close();
    stored = new StoredFiles(vault());
  }

  @AfterEach
  void close() {
    stored.close();
  }

  private Path vault() {
    return folder.resolve("vault");
  }

  private CallSetValidation validation(IngestionLimits limits) {
    return NoticingADuplicateGenomeIT.validation(stored, "", limits);
  }

  static Resumption denied(StoredFiles stored, String reason) {
    return new Resumption(
        Accessions.on(stored.log.reader()),
        NoticingADuplicateGenomeIT.validation(stored, "", LIMITS),
        _ -> new Decision.Denial(new DecisionId("decision-1"), reason, PATIENT),
        stored.commands,
        stored.vault,
        stored.purge(),
        NoticingADuplicateGenomeIT.stale(stored, ""),
        LIMITS);
  }

  /// Nothing of it failed: it is tried again as soon as before.
  @Test
  void whatThereIsNoRoomForWasNotTried() {
    var none = new Limits(0, 1, 1, 1, 5_000, LIMITS.vcf(), LIMITS.outside(), LIMITS.hl7v2());
    var validation = validation(none);
    var resumption =
        new Resumption(
            Accessions.on(stored.log.reader()),
            validation,
            _ ->
                new Decision.Permit(
                    new DecisionId("decision-1"), 1, PATIENT, List.of(), List.of(), FIRST),
            stored.commands,
            stored.vault,
            stored.purge(),
            NoticingADuplicateGenomeIT.stale(stored, ""),
            none);
    var first = stored.receive(FIRST, "accession-1").accession();
    var second = stored.receive(FIRST, "accession-2").accession();

    assertThat(resumption.resume(first)).isTrue();
    assertThat(resumption.resume(second)).isFalse();

    assertThat(validation.isRunning(first)).isTrue();
    assertThat(validation.isRunning(second)).isFalse();
  }

  private SubmissionReceived received(String accession, byte[] text) throws IOException {
    VaultFile file;
    try (var draft = stored.vault.draft(FIRST, "call-set|" + accession)) {
      draft.bytes().write(text);
      file = draft.keep();
    }
    var event = Recording.newEventId();
    var context = new SubmittedContext(accession, null, null, null, null, null, null, null);
    var received =
        new SubmissionReceived(
            new AccessionId(accession),
            "north-lab",
            PATIENT,
            "digest-of-" + accession,
            file,
            new DecisionId("decision-of-" + accession),
            context.sealed(event, FIRST),
            SELF.at(),
            null);
    stored.commands.send(new ReceiveSubmission(received.accession(), received, false, null, SELF));
    return received;
  }

  private static byte[] callSet(int records) {
    var text =
        new StringBuilder(
            """
            ##fileformat=VCFv4.2
            ##reference=GRCh38
            ##contig=<ID=chr11,length=135086622>
            ##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">
            #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tSYN1
            """);
    for (int record = 1; record <= records; record++) {
      text.append("chr11\t" + (50_000_000 + 300 * record) + "\t.\tN\tC\t.\tPASS\t.\tGT\t0/1\n");
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /// A small file would be opened as a whole anyway.
  @Test
  void aLargeFileThatIsAcceptedHasAnIndexBesideIt() throws IOException {
    var large =
        new Limits(
            1,
            1,
            1,
            1,
            5_000,
            new FileLimits(1 << 24, 1 << 10, 1, 1_000_000),
            LIMITS.outside(),
            LIMITS.hl7v2());
    var validation = validation(large);
    var small = received("accession-1", callSet(10));
    var whole = received("accession-2", callSet(140_000));

    for (var received : List.of(small, whole)) {
      validation.start(received, FIRST, SELF);
      assertThat(validation.await(received.accession(), 60_000))
          .hasValueSatisfying(verdict -> assertThat(verdict.isRefused()).isFalse());
    }

    assertThat(stored.vault.index(FIRST, small.file())).isEmpty();
    var index = RegionIndex.read(stored.vault.index(FIRST, whole.file()).orElseThrow());
    assertThat(index.begin("chr11", 60_000_000, 60_000_000)).isPresent();

    stored.erase(PATIENT);

    assertThat(stored.onDisk()).isZero();
  }

  @Test
  void aPermitIsAskedForTheClassThatWasCollected() {
    var panel = stored.receive(FIRST, "accession-1", DataClass.EXPRESSION);
    var asked = new ArrayList<String>();
    var resumption =
        new Resumption(
            Accessions.on(stored.log.reader()),
            validation(LIMITS),
            request -> {
              asked.addAll(request.dataClasses());
              return new Decision.Denial(new DecisionId("decision-1"), "not-covered", PATIENT);
            },
            stored.commands,
            stored.vault,
            stored.purge(),
            NoticingADuplicateGenomeIT.stale(stored, ""),
            LIMITS);

    assertThat(resumption.resume(panel.accession())).isTrue();

    assertThat(asked).containsExactly("expression");
    assertThat(stored.onDisk()).isZero();
  }

  @Test
  void whatIsNotPermittedAnyMoreIsRefusedAndItsFileGone() {
    var received = stored.receive(FIRST, "accession-1");

    denied(stored, "no-consent").resume(received.accession());

    assertThat(stored.recorded()).containsExactly("SubmissionReceived", "SubmissionRefused");
    assertThat(stored.onDisk()).isZero();
    var told = AccessionStatus.of(Accessions.on(stored.log.reader()).find(received.accession()));
    assertThat(told.code()).isEqualTo("not-permitted");
    assertThat(told.reason()).doesNotContain("consent").endsWith("; decision decision-1");
  }

  /// The row of its accession follows the second purge.
  @Test
  void whatWasReceivedAfterThePatientWasPurgedIsTakenBack() {
    stored.erase(PATIENT);
    var late = stored.receive(FIRST, "accession-1");

    denied(stored, "erased").resume(late.accession());

    assertThat(stored.recorded())
        .containsExactly("FilesPurged", "SubmissionReceived", "SubmissionRefused", "FilesPurged");
    assertThat(stored.onDisk()).isZero();
  }

  /// The vault is away: as good a place to die as any.
  @Test
  void soIsOneWhoseTakingBackWasCutShort() throws IOException {
    stored.erase(PATIENT);
    var late = stored.receive(FIRST, "accession-1");
    var away = Files.move(vault(), folder.resolve("away"));
    assertThatThrownBy(() -> denied(stored, "erased").resume(late.accession()))
        .isInstanceOf(UncheckedIOException.class);
    Files.move(away, vault());

    denied(stored, "erased").resume(late.accession());

    assertThat(stored.onDisk()).isZero();
    assertThat(stored.recorded())
        .containsExactly("FilesPurged", "SubmissionReceived", "SubmissionRefused", "FilesPurged");
    assertThat(Accessions.on(stored.log.reader()).find(late.accession()).accession())
        .isInstanceOf(Accession.Refused.class);
  }
}
