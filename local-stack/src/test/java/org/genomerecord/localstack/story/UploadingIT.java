package org.genomerecord.localstack.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A laboratory that uploads in pieces, at the gateway.
@ExtendWith(RunningStack.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UploadingIT {
  private static final byte[] VCF = SampleVcf.larger(3_000);
  private final RunningStack running;
  private final String token;
  private final SyntheticPatient patient;

  UploadingIT(RunningStack running) {
    this.running = running;
    this.token = running.tokens().lab("lab-north");
    this.patient = running.consentingPatient();
  }

  private static Map<String, String> metadata(SyntheticPatient patient) {
    var metadata = new HashMap<String, String>();
    metadata.put("accession", Laboratory.newNumber());
    metadata.put("patient-identifier", SyntheticPatient.ISSUER + "|" + patient.recordNumber());
    metadata.put("purpose-of-use", "TREAT");
    metadata.put("filename", "genome.vcf");
    metadata.put("content-digest", contentDigest(VCF));
    return metadata;
  }

  private static String sha256(byte[] bytes) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String contentDigest(byte[] bytes) {
    return "sha-256=:" + sha256(bytes) + ":";
  }

  private Door.Answer asksFor(long length, Map<String, String> metadata) {
    return ResumableUpload.asksFor(running.door(), token, length, metadata);
  }

  private ResumableUpload begun(long length, Map<String, String> metadata) {
    return ResumableUpload.begun(
        running.stack().gateway(), running.door(), token, asksFor(length, metadata));
  }

  private ResumableUpload begun() {
    return begun(VCF.length, metadata(patient));
  }

  private static byte[] piece(int from, int to) {
    return Arrays.copyOfRange(VCF, from, to);
  }

  private long files() {
    return VaultFiles.count(running.stack().vaultFolder());
  }

  private void assertAccepted(Door.Answer last) {
    var status = last.header("content-location").orElseThrow();
    var lab = running.laboratory("lab-north");
    Eventually.see(
        "accepted",
        () -> lab.status(status.substring(status.lastIndexOf('/') + 1)).json().has("callSet"));
  }

  @Test
  void whatIsSpokenHereIsTold() {
    var answer =
        running
            .door()
            .send("OPTIONS", ResumableUpload.PATH, token, Map.of(), BodyPublishers.noBody());

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("tus-version")).contains("1.0.0");
    assertThat(answer.header("tus-extension"))
        .contains("creation,creation-with-upload,checksum,expiration,termination");
    assertThat(answer.header("tus-max-size")).contains("2147483648");
    assertThat(answer.header("tus-checksum-algorithm")).contains("sha-256,sha1,sha256");
  }

  @Test
  void aFileInPiecesIsTheSubmissionThatItWouldBeAsAWhole() {
    var number = Laboratory.newNumber();
    var metadata = metadata(patient);
    metadata.put("accession", number);
    var files = files();
    var begun = asksFor(VCF.length, metadata);
    assertThat(begun.status()).isEqualTo(201);
    assertThat(begun.header("upload-expires")).isPresent();
    var upload = ResumableUpload.begun(running.stack().gateway(), running.door(), token, begun);

    assertThat(upload.patch(0, piece(0, 1_000)).header("upload-offset")).contains("1000");
    var head = upload.head();
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("upload-offset")).contains("1000");
    assertThat(head.header("upload-length")).contains(Integer.toString(VCF.length));
    assertThat(head.header("upload-metadata")).contains(ResumableUpload.metadata(metadata));
    assertThat(head.header("tus-resumable")).contains("1.0.0");
    assertThat(head.header("cache-control")).contains("no-store");
    var last =
        upload.patch(
            1_000,
            piece(1_000, VCF.length),
            Map.of("Upload-Checksum", "sha256 " + sha256(piece(1_000, VCF.length))));

    assertThat(last.status()).isEqualTo(204);
    assertThat(upload.offset()).isEqualTo(VCF.length);
    assertAccepted(last);
    assertThat(files()).as("one file, and no part of it").isEqualTo(files + 1);
    var again = running.laboratory("lab-north").submits(patient, number, VCF);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.header("location")).isEqualTo(last.header("content-location"));
    assertThat(files()).isEqualTo(files + 1);
  }

  @Test
  void cutAtAnyPlaceItIsResumedToTheSameBytes() throws IOException {
    var random = new Random(20_261_129);
    var upload = begun();
    for (int cuts = 0, furthest = 0; cuts < 12; cuts++) {
      int from = (int) upload.offset();
      int sent = random.nextInt((VCF.length - from) / 4);
      upload.patchThatBreaksOff(from, piece(from, VCF.length), sent);
      furthest = Math.max(furthest, from + sent); // what came before a cut may be taken in later
      assertThat(upload.offset()).isBetween((long) from, (long) furthest);
    }
    Eventually.see("unlocked", () -> finishes(upload).status() == 204);

    assertAccepted(upload.head());
  }

  private static Door.Answer finishes(ResumableUpload upload) {
    int from = (int) upload.offset();
    return upload.patch(from, piece(from, VCF.length));
  }

  @Test
  void theFirstBytesMayComeWithTheCreation() {
    var headers = ResumableUpload.headers();
    headers.put("Upload-Length", Integer.toString(VCF.length));
    headers.put("Upload-Metadata", ResumableUpload.metadata(metadata(patient)));
    headers.put("Content-Type", "application/offset+octet-stream");

    var answer =
        running
            .door()
            .send(
                "POST",
                ResumableUpload.PATH,
                token,
                headers,
                BodyPublishers.ofByteArray(piece(0, 500)));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("upload-offset")).contains("500");
  }

  @Test
  void acknowledgedBytesAreThereAfterAKill() {
    var upload = begun();
    assertThat(upload.patch(0, piece(0, 70_000)).status()).isEqualTo(204);

    running.localStack().kill("ingestion-service");
    running.localStack().start();

    assertThat(upload.offset()).isEqualTo(70_000);
    assertAccepted(finishes(upload));
  }

  @Test
  void whoWritesLocksOutEverybodyElse() throws IOException {
    var upload = begun();
    try (var one = upload.patchUnderWay(0, VCF, 10);
        var other = upload.patchUnderWay(0, VCF, 10)) {
      Eventually.see(
          "one of the two locked out",
          () -> ResumableUpload.isAnswered(one) || ResumableUpload.isAnswered(other));
      var lockedOut = ResumableUpload.isAnswered(one) ? one : other;
      assertThat(ResumableUpload.status(lockedOut)).isEqualTo(423);
      assertThat(upload.terminate().status()).isEqualTo(423);
    }
    Eventually.see("unlocked", () -> upload.terminate().status() == 204);
  }

  @Test
  void aTerminatedOneIsGone() {
    var files = files();
    var upload = begun();
    upload.patch(0, piece(0, 10));

    assertThat(upload.terminate().status()).isEqualTo(204);

    assertThat(upload.head().status()).isEqualTo(404);
    assertThat(upload.patch(10, piece(10, 20)).status()).isEqualTo(404);
    assertThat(files()).isEqualTo(files);
  }

  @Test
  void anotherLaboratoryFindsNothingAndThatIsOnRecord() {
    var upload = begun();
    var south = upload.by(running.tokens().lab("lab-south"));

    assertThat(south.head().status()).isEqualTo(404);
    assertThat(south.patch(0, piece(0, 1)).code()).isEqualTo("upload-unknown");
    assertThat(south.terminate().status()).isEqualTo(404);

    assertThat(upload.offset()).isZero();
    assertThat(patient.trail().findValuesAsText("reason")).contains("upload-unknown");
  }

  @Test
  void withoutConsentToCollectNoneIsBegun() {
    var answer = asksFor(VCF.length, metadata(running.patient()));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo("not-permitted");
  }

  @Test
  void aWithdrawalInTheMiddleIsTheEndOfIt() {
    var withdrawing = running.patient();
    var consent = withdrawing.grants(SyntheticPatient.provision());
    var upload = begun(VCF.length, metadata(withdrawing));
    assertThat(upload.patch(0, piece(0, 10)).status()).isEqualTo(204);

    withdrawing.withdraws(consent);

    assertThat(upload.patch(10, piece(10, VCF.length)).status()).isEqualTo(403);
    assertThat(upload.head().status()).isEqualTo(403);
    assertThat(upload.terminate().status()).isEqualTo(204);
    assertThat(running.log("ingestion").ofPatient(withdrawing.pseudonym())).isEmpty();
  }

  @Test
  void ofAnErasedPatientNothingIsLeft() {
    var erased = running.consentingPatient();
    var files = files();
    var upload = begun(VCF.length, metadata(erased));
    upload.patch(0, piece(0, 10));

    var erasure =
        running
            .door()
            .post(
                erased.path() + "/erasure", erased.token(), Map.of("confirm", erased.pseudonym()));
    assertThat(erasure.status()).isEqualTo(200);

    assertThat(upload.patch(10, piece(10, 20)).status()).isIn(403, 404);
    Eventually.see("purged", () -> upload.head().status() == 404);
    Eventually.see("its file after it", () -> files() == files);
  }

  @ParameterizedTest
  @CsvSource({
    "Tus-Resumable, 0.2.2, 412",
    "Upload-Offset, 1, 409",
    "Upload-Offset, none, 400",
    "Content-Type, application/octet-stream, 415",
    "Upload-Checksum, sha1 AAAAAAAAAAAAAAAAAAAAAAAAAAA=, 460",
    "Upload-Checksum, md5 kAFQmDzST7DWlj99KOF/cg==, 400"
  })
  void aRequestThatIsNotRightAddsNothing(String header, String value, int status) {
    var upload = begun();

    var answer = upload.patch(0, piece(0, 10), Map.of(header, value));

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("tus-resumable")).contains("1.0.0");
    assertThat(answer.header("content-type")).contains("application/problem+json");
    assertThat(upload.offset()).isZero();
    upload.terminate();
  }

  @Test
  void moreThanWasAnnouncedAddsNothing() {
    var upload = begun(10, metadata(patient));

    assertThat(upload.patch(0, piece(0, 11)).status()).isEqualTo(413);

    assertThat(upload.offset()).isZero();
    upload.terminate();
  }

  @ParameterizedTest
  @CsvSource({
    "Upload-Length, 2147483649, 413",
    "Upload-Length, 0, 400",
    "Upload-Length, many, 400",
    "Upload-Defer-Length, 1, 400",
    "Upload-Metadata, accession REVEALING, 400",
    "Tus-Resumable, 2.0.0, 412"
  })
  void aCreationThatIsNotRightBeginsNothing(String header, String value, int status) {
    var headers = ResumableUpload.headers();
    headers.put("Upload-Length", "10");
    headers.put("Upload-Metadata", ResumableUpload.metadata(metadata(patient)));
    headers.put(header, value);

    var answer =
        running.door().send("POST", ResumableUpload.PATH, token, headers, BodyPublishers.noBody());

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("location")).isEmpty();
    assertThat(answer.json().toString()).doesNotContain("REVEALING");
  }

  @Test
  void aFileThatValidationRefusesIsToldWithItsReport() {
    var broken = SampleVcf.bytes(SampleVcf.BROKEN);
    var metadata = metadata(patient);
    metadata.put("content-digest", contentDigest(broken));

    var answer = begun(broken.length, metadata).patch(0, broken, Map.of("Prefer", "wait=45"));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().at("/problems/0/line").asLong()).isEqualTo(4);
  }

  @Test
  void aFileOfAnotherDigestThanWasAnnouncedIsNotKept() {
    var files = files();
    var metadata = metadata(patient);
    metadata.put("content-digest", contentDigest(SampleVcf.bytes()));
    var upload = begun(VCF.length, metadata);

    var answer = upload.patch(0, VCF);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.code()).isEqualTo("content-digest");
    assertThat(upload.head().status()).isEqualTo(404);
    assertThat(files()).isEqualTo(files);
  }

  @ParameterizedTest
  @CsvSource({"another, 422", "malformed, 400", "unknown, 200", "the same, 200"})
  void aSubmissionIsComparedWithItsContentDigest(String kind, int status) {
    var body = SampleVcf.bytes();
    var headers = Laboratory.headers(patient, Laboratory.newNumber());
    headers.put(
        "Content-Digest",
        switch (kind) {
          case "another" -> contentDigest(VCF);
          case "malformed" -> "sha-256=" + sha256(body);
          case "unknown" -> "md5=:AAAA:";
          default -> contentDigest(body);
        });
    var files = files();

    var answer = running.laboratory("lab-north").submits(headers, body);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(files()).isEqualTo(status == 200 ? files + 1 : files);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "uploads"})
  void withoutRoomInTheVaultNothingCountsAndLaterItDoes(String of) throws IOException {
    Path drafts = running.stack().vaultFolder().resolve(of).resolve("drafts");
    var upload = begun();
    var headers = Laboratory.headers(patient, Laboratory.newNumber());
    var lab = running.laboratory("lab-north");
    Files.createDirectories(drafts);
    var aside = Files.move(drafts, drafts.resolveSibling("drafts-aside"));
    Files.createFile(drafts);
    try {
      var answer = of.isEmpty() ? lab.submits(headers, VCF) : upload.patch(0, VCF);
      assertThat(answer.status()).isEqualTo(507);
      assertThat(answer.code()).isEqualTo("storage-full");
      assertThat(upload.offset()).isZero();
    } finally {
      Files.delete(drafts);
      Files.move(aside, drafts);
    }
    assertThat(lab.submits(headers, VCF).status()).isEqualTo(200);
    assertThat(upload.patch(0, VCF).status()).isEqualTo(204);
  }
}
