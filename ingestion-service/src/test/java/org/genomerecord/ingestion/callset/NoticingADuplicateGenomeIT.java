package org.genomerecord.ingestion.callset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.ingestion.upkeep.StoredFiles.ANOTHERS;
import static org.genomerecord.ingestion.upkeep.StoredFiles.FIRST;
import static org.genomerecord.ingestion.upkeep.StoredFiles.SELF;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.genomerecord.ingestion.accession.ReceiveSubmission;
import org.genomerecord.ingestion.accession.SettleSubmission;
import org.genomerecord.ingestion.accession.ValidationsUnderWay;
import org.genomerecord.ingestion.accession.WithdrawSubmission;
import org.genomerecord.ingestion.fingerprint.Fingerprints;
import org.genomerecord.ingestion.fingerprint.Fingerprints.Kept;
import org.genomerecord.ingestion.report.KeptReports;
import org.genomerecord.ingestion.upkeep.OldReports;
import org.genomerecord.ingestion.upkeep.StaleFingerprints;
import org.genomerecord.ingestion.upkeep.StoredFiles;
import org.genomerecord.ingestion.vcf.SyntheticGenome;
import org.genomerecord.ingestion.vcf.VcfBounds;
import org.genomerecord.ingestion.vcf.VcfExpectations;
import org.genomerecord.ingestion.vcf.VcfOutcome;
import org.genomerecord.ingestion.vcf.VcfProblem;
import org.genomerecord.ingestion.vcf.VcfValidation;
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

/// On a real log, a real vault and a real table of fingerprints.
class NoticingADuplicateGenomeIT {
  private static final String SECRET = "correct horse battery staple";
  private static final SyntheticGenome GENOME = SyntheticGenome.of(1);

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

  /// @param secret of the service, blank: it has none
  static CallSetValidation validation(StoredFiles stored, String secret, IngestionLimits limits) {
    return validation(stored, stored.commands, secret, limits);
  }

  static CallSetValidation validation(
      StoredFiles stored, Commands commands, String secret, IngestionLimits limits) {
    stored.createTable("V195__genome_fingerprint.sql");
    stored.createTable("V196__validation_report.sql");
    var reports = KeptReports.on(stored.log.pool());
    return new CallSetValidation(
        stored.vault,
        commands,
        fingerprints(stored, secret),
        stale(stored, secret),
        reports,
        OldReports.on(reports, stored.log.reader(), 1),
        new ValidationsUnderWay(),
        limits,
        new SimpleMeterRegistry());
  }

  private static Fingerprints fingerprints(StoredFiles stored, String secret) {
    return Fingerprints.on(stored.log.pool(), secret);
  }

  static StaleFingerprints stale(StoredFiles stored, String secret) {
    return StaleFingerprints.on(fingerprints(stored, secret), stored.log.reader());
  }

  private SubmissionReceived received(SubjectKey key, String accession, String text)
      throws IOException {
    return received(key, accession, text, null);
  }

  private SubmissionReceived received(
      SubjectKey key, String accession, String text, @Nullable WithdrawalReason correction)
      throws IOException {
    return received(
        key,
        text,
        correction,
        new SubmittedContext(accession, null, null, null, null, null, null, null));
  }

  private SubmissionReceived received(
      SubjectKey key, String text, @Nullable WithdrawalReason correction, SubmittedContext context)
      throws IOException {
    var accession = context.number();
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
            context.sealed(event, key),
            SELF.at(),
            context.collected());
    stored.commands.send(
        new ReceiveSubmission(received.accession(), received, false, correction, SELF));
    return received;
  }

  /// @return the codes of all problems
  private List<String> validated(SubmissionReceived received, SubjectKey key, String secret) {
    var validation = validation(stored, secret, TakingUpSubmissionsIT.LIMITS);
    assertThat(validation.start(received, key, SELF)).isTrue();
    return validation.await(received.accession(), 60_000).orElseThrow().report().problems().stream()
        .map(VcfProblem::code)
        .toList();
  }

  private List<String> validated(SubjectKey key, String accession, String text) throws IOException {
    return validated(received(key, accession, text), key, SECRET);
  }

  private int rows() {
    return stored.log.rows("SELECT * FROM genome_fingerprint").size();
  }

  private List<String> accessions() {
    return stored.log.rows("SELECT accession FROM genome_fingerprint ORDER BY accession").stream()
        .map(row -> row.getString("accession"))
        .toList();
  }

  /// As a validation does that is cut short after it.
  private void keep(Kept file, String text) throws IOException {
    var outcome =
        VcfValidation.validate(
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
            VcfExpectations.NONE,
            VcfBounds.standard());
    fingerprints(stored, SECRET).keep(file, ((VcfOutcome.Accepted) outcome).identity());
  }

  @Test
  void thatOfAnotherPatientIsAcceptedWithAWarningThatNamesNobody() throws IOException {
    assertThat(validated(FIRST, "accession-1", GENOME.variantsOnGrch37())).isEmpty();

    assertThat(validated(ANOTHERS, "accession-2", GENOME.gvcf()))
        .containsExactly("duplicate-genome");

    var events = stored.log.events();
    assertThat(stored.recorded()).endsWith("SubmissionReceived", "CallSetAccepted");
    assertThat(events.getLast().envelope().payload())
        .contains("\"warnings\":[\"duplicate-genome\"]")
        .doesNotContain("accession-1")
        .doesNotContain(FIRST.patient().value());
  }

  @Test
  void aPatientsOwnAndAnotherGenomeAreNot() throws IOException {
    validated(FIRST, "accession-1", GENOME.variants());

    assertThat(validated(FIRST, "accession-2", GENOME.gvcf())).isEmpty();
    assertThat(validated(ANOTHERS, "accession-3", SyntheticGenome.of(2).gvcf())).isEmpty();
    assertThat(rows()).isEqualTo(3);
  }

  /// A tumour has its patient's genome, but for what it lost: a swapped specimen is one all the
  /// same.
  @Test
  void soIsATumoursAndItStaysOnRecordAsOne() throws IOException {
    validated(FIRST, "accession-1", GENOME.variants());
    var somatic = SubmissionContext.parse(List.of("source=somatic, sex=male"), SELF.at());
    var tumour =
        received(
            ANOTHERS,
            GENOME.gvcf(),
            null,
            new SubmittedContext("accession-2", null, null, null, null, null, somatic, null));

    assertThat(validated(tumour, ANOTHERS, SECRET)).containsExactly("duplicate-genome");

    assertThat(stored.recorded()).endsWith("SubmissionReceived", "CallSetAccepted");
    assertThat(stored.log.events().getLast().envelope().payload())
        .contains("\"dataClass\":\"tumour\"");
  }

  /// As when its patient moves it: the read model may not have followed yet.
  @Test
  void whatWasWithdrawnCountsForNobody() throws IOException {
    var wrong = received(FIRST, "accession-1", GENOME.variants());
    validated(wrong, FIRST, SECRET);
    stored.commands.send(
        new WithdrawSubmission(
            wrong.accession(), WithdrawalReason.WRONG_PATIENT, wrong.file(), SELF.at(), SELF));

    assertThat(validated(ANOTHERS, "accession-2", GENOME.variants())).isEmpty();
  }

  @Test
  void ofTwoAtTheSameTimeTheOneThatIsNotSettledCounts() throws IOException {
    var first = received(FIRST, "accession-1", GENOME.variants());
    validation(stored, SECRET, TakingUpSubmissionsIT.LIMITS);
    keep(Kept.of(first), GENOME.variants());

    assertThat(validated(ANOTHERS, "accession-2", GENOME.variants()))
        .containsExactly("duplicate-genome");
  }

  /// As a purge does with what waits, behind which the fingerprints are gone.
  private void refuse(SubmissionReceived received) {
    stored.commands.send(
        new SettleSubmission(
            received.accession(),
            received.file(),
            new SubmissionRefused(
                received.accession(),
                received.lab(),
                received.patient(),
                "erased",
                null,
                "The patient was erased.",
                SELF.at()),
            null,
            SELF));
  }

  @Test
  void whatWasRefusedMeanwhileLeavesNone() throws IOException {
    var received = received(FIRST, "accession-1", GENOME.variants());
    refuse(received);

    validated(received, FIRST, SECRET);

    assertThat(rows()).isZero();
  }

  /// As when the database is away for a moment.
  @Test
  void norDoesItWhereItsOwnOutcomeCouldNotBeRecorded() throws IOException {
    var received = received(FIRST, "accession-1", GENOME.variants());
    refuse(received);
    try (var none =
        Commands.on(
            new PostgresEventStorageEngine(stored.sequencer, stored.log.reader()), axon -> axon)) {
      var validation = validation(stored, none, SECRET, TakingUpSubmissionsIT.LIMITS);

      validation.start(received, FIRST, SELF);

      assertThat(validation.await(received.accession(), 60_000)).isEmpty();
    }
    assertThat(rows()).isZero();
  }

  @Test
  void whatIsDeniedWhenItIsTakenUpAgainLeavesNone() throws IOException {
    var received = received(FIRST, "accession-1", GENOME.variants());
    var resumption = TakingUpSubmissionsIT.denied(stored, "no-consent");
    keep(Kept.of(received), GENOME.variants());

    resumption.resume(received.accession());

    assertThat(rows()).isZero();
  }

  @Test
  void whatACorrectionWasToCorrectKeepsItsOwnWhenThatIsRefused() throws IOException {
    validated(FIRST, "accession-1", GENOME.variants());
    var other = SyntheticGenome.of(2).variants();
    var correction = received(FIRST, "accession-1", other, WithdrawalReason.ANALYTICAL_ERROR);
    keep(Kept.of(correction), other);
    refuse(correction);

    assertThat(validated(ANOTHERS, "accession-2", other)).isEmpty();
    validated(correction, FIRST, SECRET);

    assertThat(accessions()).containsExactly("accession-1", "accession-2");
    assertThat(validated(ANOTHERS, "accession-3", GENOME.gvcf()))
        .containsExactly("duplicate-genome");
  }

  @Test
  void aCorrectionThatWaitsCountsBesideWhatItIsToCorrectAndThenInItsPlace() throws IOException {
    validated(FIRST, "accession-1", GENOME.variants());
    var other = SyntheticGenome.of(2).variants();
    var correction = received(FIRST, "accession-1", other, WithdrawalReason.ANALYTICAL_ERROR);
    keep(Kept.of(correction), other);

    assertThat(validated(ANOTHERS, "accession-2", other)).containsExactly("duplicate-genome");
    assertThat(validated(ANOTHERS, "accession-3", GENOME.variants()))
        .containsExactly("duplicate-genome");

    validated(correction, FIRST, SECRET);

    assertThat(accessions()).containsExactly("accession-1", "accession-2", "accession-3");
    assertThat(validated(ANOTHERS, "accession-4", other)).containsExactly("duplicate-genome");
    assertThat(validated(ANOTHERS, "accession-5", GENOME.variants())).isEmpty();
  }

  /// Each row as a process leaves it that dies at the wrong moment.
  @Test
  void theSweepRemovesWhatNeitherCountsNorWaits() throws IOException {
    validated(FIRST, "in-force", GENOME.variants());
    var waiting = received(FIRST, "waiting", GENOME.variants());
    var refused = received(FIRST, "refused", GENOME.variants());
    refuse(refused);
    var withdrawn = received(FIRST, "withdrawn", GENOME.variants());
    validated(withdrawn, FIRST, SECRET);
    stored.commands.send(
        new WithdrawSubmission(
            withdrawn.accession(),
            WithdrawalReason.WRONG_PATIENT,
            withdrawn.file(),
            SELF.at(),
            SELF));
    var erased = received(ANOTHERS, "erased", GENOME.variants());
    validated(erased, ANOTHERS, SECRET);
    stored.erase(ANOTHERS.patient());
    for (var received : List.of(waiting, refused, withdrawn, erased)) {
      keep(Kept.of(received), GENOME.variants());
    }
    var gone = new AccessionId("not-in-the-log");
    keep(new Kept(gone, refused.file().digest(), FIRST.patient()), GENOME.variants());

    assertThat(stale(stored, SECRET).sweep()).isEqualTo(4);

    assertThat(accessions()).containsExactly("in-force", "waiting");
    assertThat(stale(stored, SECRET).sweep()).isZero();
  }

  @Test
  void whatIsOfNoGenomeOrBrokenLeavesNone() throws IOException {
    var panel = GENOME.variants().lines().limit(20).toList();
    var broken = GENOME.variants() + "chr22\t50800000\t.\tA\tC\t.\tPASS\t.\tGT\t0/7\n";

    assertThat(validated(FIRST, "accession-1", String.join("\n", panel) + "\n")).isEmpty();
    assertThat(validated(FIRST, "accession-2", broken))
        .containsExactly("genotype-index-beyond-alt");

    assertThat(rows()).isZero();
  }

  @Test
  void withoutAKeyOrUnderAnotherNothingIsNoticed() throws IOException {
    validated(received(FIRST, "accession-1", GENOME.variants()), FIRST, "");
    assertThat(rows()).isZero();

    validated(FIRST, "accession-2", GENOME.variants());
    var other = received(ANOTHERS, "accession-3", GENOME.variants());
    assertThat(validated(other, ANOTHERS, "another key of 24 characters")).isEmpty();
  }
}
