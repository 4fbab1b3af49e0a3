package org.genomerecord.ingestion.callset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.ingestion.upkeep.StoredFiles.ANOTHERS;
import static org.genomerecord.ingestion.upkeep.StoredFiles.FIRST;
import static org.genomerecord.ingestion.upkeep.StoredFiles.PATIENT;
import static org.genomerecord.ingestion.upkeep.StoredFiles.SELF;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.genomerecord.ingestion.accession.AccessionReports;
import org.genomerecord.ingestion.accession.Accessions;
import org.genomerecord.ingestion.accession.ReceiveSubmission;
import org.genomerecord.ingestion.accession.SettleSubmission;
import org.genomerecord.ingestion.report.KeptReport;
import org.genomerecord.ingestion.report.KeptReports;
import org.genomerecord.ingestion.report.ReportAnswer;
import org.genomerecord.ingestion.upkeep.OldReports;
import org.genomerecord.ingestion.upkeep.StoredFiles;
import org.genomerecord.ingestion.vcf.VcfProblem.Severity;
import org.genomerecord.record.event.AccessionEvent.SubmissionReceived;
import org.genomerecord.record.event.AccessionEvent.SubmissionRefused;
import org.genomerecord.record.event.AccessionEvent.WithdrawalReason;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.VaultFile;
import org.genomerecord.record.seal.SubjectKey;
import org.genomerecord.record.sourcing.Commands;
import org.genomerecord.record.sourcing.Recording;
import org.genomerecord.record.store.PostgresEventStorageEngine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On a real log, a real vault and a real table of reports: a laboratory that did not wait reads
/// what was found.
class KeepingAReportIT {
  private static final String HEADER =
      """
      ##fileformat=VCFv4.2
      ##reference=GRCh38
      ##contig=<ID=chr11,length=135086622>
      ##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">
      #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tSYN1
      """;
  private static final int BAD_LINES = 40;
  private static final int MORE_THAN_KEPT = 1_100;
  private static final IngestionLimits LIMITS =
      new TakingUpSubmissionsIT.Limits(
          1,
          1,
          1,
          1,
          5_000,
          new TakingUpSubmissionsIT.FileLimits(1 << 20, 1 << 10, 1, 10_000),
          TakingUpSubmissionsIT.LIMITS.outside(),
          TakingUpSubmissionsIT.LIMITS.hl7v2());

  @TempDir Path folder;
  private StoredFiles stored = new StoredFiles(Path.of(""));

  @BeforeEach
  void inAFolder() {
    stored.close();
    stored = new StoredFiles(folder.resolve("vault"));
  }

  @AfterEach
  void close() {
    stored.close();
  }

  private static String lines(int count, String info, String genotype) {
    var text = new StringBuilder(HEADER);
    for (int line = 1; line <= count; line++) {
      text.append(
          "chr11\t%d\t.\tN\tC\t.\tPASS\t%s\tGT\t%s\n"
              .formatted(50_000_000 + 300 * line, info, genotype));
    }
    return text.toString();
  }

  private static String bad() {
    return lines(BAD_LINES, ".", "0/7");
  }

  /// An INFO key that the header does not declare.
  private static String odd() {
    return lines(3, "XY=1", "0/1");
  }

  private SubmissionReceived received(SubjectKey key, String accession, String text)
      throws IOException {
    return received(key, accession, text, null);
  }

  private SubmissionReceived received(
      SubjectKey key, String accession, String text, @Nullable WithdrawalReason correction)
      throws IOException {
    VaultFile file;
    try (var draft = stored.vault.draft(key, "call-set|" + accession)) {
      draft.bytes().write(text.getBytes(StandardCharsets.UTF_8));
      file = draft.keep();
    }
    var event = Recording.newEventId();
    var received =
        new SubmissionReceived(
            new AccessionId(accession),
            "north-lab",
            key.patient(),
            "digest-of-" + file.digest(),
            file,
            new DecisionId("decision-of-" + accession),
            new SubmittedContext(accession, null, null, null, null, null, null, null)
                .sealed(event, key),
            SELF.at(),
            null);
    stored.commands.send(
        new ReceiveSubmission(received.accession(), received, false, correction, SELF));
    return received;
  }

  private void validate(SubmissionReceived received, SubjectKey key, Commands commands) {
    var validation = NoticingADuplicateGenomeIT.validation(stored, commands, "", LIMITS);
    assertThat(validation.start(received, key, SELF)).isTrue();
    validation.await(received.accession(), 60_000);
  }

  private SubmissionReceived validated(SubjectKey key, String accession, String text)
      throws IOException {
    var received = received(key, accession, text);
    validate(received, key, stored.commands);
    return received;
  }

  private KeptReports reports() {
    return KeptReports.on(stored.log.pool());
  }

  private Optional<KeptReport> report(SubmissionReceived received) {
    return AccessionReports.on(reports())
        .of(Accessions.on(stored.log.reader()).find(received.accession()).accession());
  }

  private KeptReport whole(SubmissionReceived received) {
    return report(received).orElseThrow();
  }

  private int rows() {
    return stored.log.rows("SELECT * FROM validation_report").size();
  }

  @Test
  void aRefusalThatNobodyWaitedForTellsAllItsLines() throws IOException {
    var received = validated(FIRST, "accession-1", bad());

    assertThat(stored.recorded()).endsWith("SubmissionRefused");
    assertThat(stored.onDisk()).isZero();
    var found = whole(received).report();
    assertThat(found.problems())
        .hasSize(BAD_LINES)
        .allSatisfy(problem -> {
          assertThat(problem.code()).isEqualTo("genotype-index-beyond-alt");
          assertThat(problem.column()).isEqualTo("sample 1");
        });
    assertThat(found.problems().getFirst().line()).isEqualTo(6);
    assertThat(found.problems().getLast().line()).isEqualTo(45);
    assertThat(found.errorCount()).isEqualTo(BAD_LINES);
  }

  @Test
  void whatIsKeptIsBoundedAndHoldsNothingOfTheFile() throws IOException {
    var received = validated(FIRST, "accession-1", lines(MORE_THAN_KEPT, "XY=1", "0/7"));

    var found = whole(received).report();
    assertThat(found.kept(Severity.ERROR)).hasSize(1_000);
    assertThat(found.errorCount()).isEqualTo(MORE_THAN_KEPT);
    assertThat(stored.log.rows("SELECT report FROM validation_report").getFirst().getString(0))
        .doesNotContain("0/7", "XY", "SYN1", "5000");
  }

  @Test
  void whatWasAcceptedWithWarningsTellsThemAndTheirLines() throws IOException {
    var received = validated(FIRST, "accession-1", odd());

    assertThat(stored.recorded()).endsWith("CallSetAccepted");
    var answer = ReportAnswer.later(whole(received), null).build();
    assertThat(answer.getStatus()).isEqualTo(200);
    assertThat(answer.getEntity().toString())
        .contains("\"outcome\":\"accepted-with-warning\"", "\"line\":6", "\"warnings\":3");
  }

  @Test
  void whereNothingWasFoundNothingIsKept() throws IOException {
    var received = validated(FIRST, "accession-1", lines(3, ".", "0/1"));

    assertThat(report(received)).isEmpty();
    assertThat(rows()).isZero();
  }

  @Test
  void whoReadsOfTheOutcomeFindsTheReport() throws IOException {
    var received = received(FIRST, "accession-1", bad());
    try (var none =
        Commands.on(
            new PostgresEventStorageEngine(stored.sequencer, stored.log.reader()), axon -> axon)) {
      validate(received, FIRST, none);
    }

    assertThat(stored.recorded()).containsExactly("SubmissionReceived");
    assertThat(rows()).isEqualTo(1);
    assertThat(report(received)).isEmpty();
  }

  @Test
  void ofACorrectionThatWasRefusedItIsTheCorrections() throws IOException {
    var inForce = validated(FIRST, "accession-1", odd());
    var correction = received(FIRST, "accession-1", bad(), WithdrawalReason.ANALYTICAL_ERROR);

    assertThat(whole(inForce).isRefused()).isFalse();
    validate(correction, FIRST, stored.commands);

    assertThat(whole(inForce).isRefused()).isTrue();
  }

  @Test
  void ofABetterFileItIsThatOnes() throws IOException {
    validated(FIRST, "accession-1", bad());

    var better = validated(FIRST, "accession-1", odd());

    assertThat(whole(better).isRefused()).isFalse();
  }

  private void refuse(SubmissionReceived received, String code) {
    stored.commands.send(
        new SettleSubmission(
            received.accession(),
            received.file(),
            new SubmissionRefused(
                received.accession(),
                received.lab(),
                received.patient(),
                code,
                null,
                "reason",
                SELF.at()),
            null,
            SELF));
  }

  /// As when the patient's consent ended while the service was away.
  @Test
  void whatWasRefusedForAnotherReasonTellsNothingOfTheFile() throws IOException {
    var received = received(FIRST, "accession-1", bad());
    refuse(received, "no-consent");

    validate(received, FIRST, stored.commands);

    assertThat(report(received)).isEmpty();
  }

  @Test
  void whoWasPurgedWhileTheFileWasReadLeavesNone() throws IOException {
    validated(ANOTHERS, "accession-2", bad());
    var received = received(FIRST, "accession-1", bad());
    refuse(received, "erased");
    stored.erase(PATIENT);

    validate(received, FIRST, stored.commands);

    assertThat(
            stored.log.rows("SELECT accession FROM validation_report").stream()
                .map(row -> row.getString(0)))
        .containsExactly("accession-2");
  }

  @Test
  void itIsKeptForItsTime() throws IOException {
    var received = validated(FIRST, "accession-1", bad());
    var reports = OldReports.on(reports(), stored.log.reader(), 30);
    var now = Instant.now();

    assertThat(reports.sweep(now.plus(Duration.ofDays(29)))).isZero();
    assertThat(report(received)).isPresent();
    assertThat(reports.sweep(now.plus(Duration.ofDays(31)))).isEqualTo(1);

    assertThat(report(received)).isEmpty();
  }
}
