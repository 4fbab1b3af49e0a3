package org.genomerecord.localstack.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tus.java.client.ProtocolException;
import io.tus.java.client.TusClient;
import io.tus.java.client.TusURLMemoryStore;
import io.tus.java.client.TusUpload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The protocol's own clients, which nobody here wrote. The one for Java is always there; the one
/// for JavaScript needs node and npm, and is reported as skipped, with the reason, where they or
/// the package are not to be had.
@ExtendWith(RunningStack.Shared.class)
class UploadingByOtherClientsIT {
  private static final Path SCRIPT_FOLDER = Path.of("src", "test", "resources", "tus");
  private static final Path FOLDER = Path.of("target", "tus-js-client").toAbsolutePath();
  private static final int CHUNK_BYTES = 65_536;
  private static final byte[] VCF = SampleVcf.larger(10_000);
  private final RunningStack running;
  private final String token;
  private final String number = Laboratory.newNumber();

  UploadingByOtherClientsIT(RunningStack running) {
    this.running = running;
    this.token = running.tokens().lab("lab-north");
  }

  private Map<String, String> metadata(SyntheticPatient patient) {
    return Map.of(
        "accession",
        number,
        "patient-identifier",
        SyntheticPatient.ISSUER + "|" + patient.recordNumber(),
        "purpose-of-use",
        "TREAT",
        "filename",
        "genome.vcf",
        "filetype",
        "text/vcf");
  }

  private URI uploads() {
    return URI.create(running.stack().gateway() + ResumableUpload.PATH);
  }

  private void assertAccepted(String accession) {
    var lab = running.laboratory("lab-north");
    Eventually.see("accepted", () -> lab.status(accession).json().has("callSet"));
  }

  @Test
  void theJavaClientUploadsAndResumes() throws IOException, ProtocolException {
    var client = new TusClient();
    client.setUploadCreationURL(uploads().toURL());
    client.setHeaders(Map.of("Authorization", "Bearer " + token));
    client.enableResuming(new TusURLMemoryStore());
    var patient = running.consentingPatient();
    var metadata = metadata(patient);

    var stopped = client.resumeOrCreateUpload(upload(metadata));
    stopped.setChunkSize(CHUNK_BYTES);
    stopped.setRequestPayloadSize(CHUNK_BYTES);
    assertThat(stopped.uploadChunk()).isEqualTo(CHUNK_BYTES);
    stopped.finish();
    var resumed = client.resumeOrCreateUpload(upload(metadata));
    assertThat(resumed.getOffset()).isEqualTo(CHUNK_BYTES);
    while (resumed.uploadChunk() > -1) {
      assertThat(resumed.getOffset()).isGreaterThan(CHUNK_BYTES);
    }
    resumed.finish();

    assertThat(resumed.getUploadURL()).isEqualTo(stopped.getUploadURL());
    assertThat(running.log("ingestion").ofPatient(patient.pseudonym(), "SubmissionReceived"))
        .hasSize(1);
    var again = running.laboratory("lab-north").submits(patient, number, VCF);
    assertThat(again.status()).isEqualTo(200);
    assertThat(running.log("ingestion").ofPatient(patient.pseudonym(), "SubmissionReceived"))
        .as("byte for byte the same")
        .hasSize(1);
  }

  private static TusUpload upload(Map<String, String> metadata) {
    var upload = new TusUpload();
    upload.setInputStream(new ByteArrayInputStream(VCF));
    upload.setSize(VCF.length);
    upload.setFingerprint("genome");
    upload.setMetadata(metadata);
    return upload;
  }

  @Test
  void theJavaScriptClientUploadsResumesAndEnds() throws IOException, InterruptedException {
    var node = program("node");
    install(program("npm"));
    var file = Files.write(FOLDER.resolve("genome.vcf"), VCF);
    var files = VaultFiles.count(running.stack().vaultFolder());

    var seen =
        new ObjectMapper()
            .readTree(
                output(
                    new ProcessBuilder(node.toString(), "upload.mjs"),
                    Map.of(
                        "UPLOADS", uploads().toString(),
                        "TOKEN", token,
                        "FILE", file.toString(),
                        "METADATA",
                            new ObjectMapper()
                                .writeValueAsString(metadata(running.consentingPatient())))));

    assertThat(seen.at("/offsets/1").asLong()).isEqualTo(2L * CHUNK_BYTES);
    assertThat(texts(seen.path("statuses")))
        .contains("POST 201", "PATCH 204", "HEAD 200", "DELETE 204");
    assertThat(seen.path("ended").asText()).isNotEqualTo(seen.path("url").asText());
    var submission = seen.path("submission").asText();
    assertAccepted(submission.substring(submission.lastIndexOf('/') + 1));
    assertThat(VaultFiles.count(running.stack().vaultFolder())).isEqualTo(files + 1);
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asText).toList();
  }

  /// What the lock file names, each package by its digest; scripts of packages are not run.
  private static void install(Path npm) throws IOException, InterruptedException {
    Files.createDirectories(FOLDER);
    for (var name : List.of("package.json", "package-lock.json", "upload.mjs")) {
      Files.write(FOLDER.resolve(name), Files.readAllBytes(SCRIPT_FOLDER.resolve(name)));
    }
    var install =
        new ProcessBuilder(
                npm.toString(),
                "ci",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--prefer-offline")
            .directory(FOLDER.toFile())
            .redirectErrorStream(true)
            .redirectOutput(FOLDER.resolve("npm.log").toFile())
            .start();
    if (!install.waitFor(120, TimeUnit.SECONDS) || install.exitValue() != 0) {
      install.destroyForcibly();
      abort(
          "tus-js-client could not be fetched, see target/tus-js-client/npm.log: it was not tried");
    }
  }

  private static Path program(String name) {
    return ProgramOnPath.orSkip("tus-js-client was not tried", name);
  }

  private static String output(ProcessBuilder program, Map<String, String> environment)
      throws IOException, InterruptedException {
    program.environment().putAll(environment);
    var errors = FOLDER.resolve("node.log");
    var running = program.directory(FOLDER.toFile()).redirectError(errors.toFile()).start();
    var text = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(running.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(running.exitValue()).as(Files.readString(errors)).isZero();
    return text;
  }
}
