package org.genomerecord.localstack.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// A laboratory of its own whose files wait in quarantine, the counsellor who sees to them, and who
/// may not.
final class WaitingFiles {
  private final RunningStack running;
  private final NewLaboratory lab;

  WaitingFiles(RunningStack running, Path key) {
    this.running = running;
    this.lab = new NewLaboratory(running, key);
  }

  void isSuspended() {
    lab.operator("POST", "/suspension", "{\"reason\":\"key-compromised\"}");
  }

  void isReinstated() {
    lab.operator("DELETE", "/suspension", "");
  }

  Door.Answer submits(SyntheticPatient patient, String number, byte[] vcf) {
    return lab.submits(Laboratory.headers(patient, number), vcf);
  }

  /// @return the accession
  String waits(SyntheticPatient patient, String number) {
    var headers = Laboratory.headers(patient, number);
    headers.put("Submission-Context", "specimen=BLD, source=germline");
    var answer = lab.submits(headers, SampleVcf.bytes());
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    assertThat(answer.json().path("state").asText()).isEqualTo("quarantined");
    assertThat(answer.text()).doesNotContain("no-consent", patient.pseudonym());
    return answer.json().path("accession").asText();
  }

  /// In pieces: begins one.
  Door.Answer uploads(String recordNumber, String number) {
    var said =
        Map.of(
            "accession",
            number,
            "patient-identifier",
            SyntheticPatient.ISSUER + "|" + recordNumber,
            "purpose-of-use",
            "TREAT");
    var metadata =
        said.entrySet().stream()
            .map(entry -> entry.getKey() + " " + base64(entry.getValue()))
            .collect(Collectors.joining(","));
    return running
        .door()
        .send(
            "POST",
            "/submissions/uploads",
            lab.token(),
            Map.of("Tus-Resumable", "1.0.0", "Upload-Length", "1000", "Upload-Metadata", metadata),
            BodyPublishers.noBody());
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  Door.Answer corrects(SyntheticPatient patient, String number) {
    var headers = Laboratory.headers(patient, number);
    headers.put("Correction-Reason", "analytical-error");
    return lab.submits(headers, SampleVcf.corrected());
  }

  Door.Answer moves(String accession, SyntheticPatient right) {
    var headers = new HashMap<String, String>();
    headers.put("Patient-Identifier", SyntheticPatient.ISSUER + "|" + right.recordNumber());
    headers.put("Purpose-Of-Use", "TREAT");
    return running
        .door()
        .send("POST", at(accession) + "/move", lab.token(), headers, BodyPublishers.noBody());
  }

  Door.Answer withdraws(String accession) {
    return running
        .door()
        .post(at(accession) + "/withdrawal", lab.token(), Map.of("reason", "specimen-mix-up"));
  }

  Door.Answer status(String accession) {
    return running.door().get(at(accession), lab.token(), Map.of());
  }

  private static String at(String accession) {
    return "/accessions/" + accession;
  }

  /// A result in HL7 v2.
  ///
  /// @return the acknowledgement
  String sends(SyntheticPatient patient, String number) throws IOException {
    var sample = RunningStack.HOME.resolve("ingestion-service/src/test/resources/hl7v2/result.hl7");
    var message =
        Files.readString(sample)
            .replace('\n', '\r')
            .replace("MRN-7", patient.recordNumber())
            .replace("N-2026-0011", number);
    var answer =
        running
            .door()
            .send(
                "POST",
                "/submissions/hl7v2",
                lab.token(),
                Map.of("Content-Type", "application/hl7-v2", "Purpose-Of-Use", "TREAT"),
                BodyPublishers.ofString(message));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.text();
  }

  void becomes(String accession, String... states) {
    Eventually.see(
        "it is " + List.of(states),
        () -> List.of(states).contains(status(accession).json().path("state").asText()));
  }

  /// What the counsellor sees.
  String listed() {
    return list().text();
  }

  /// The one accession of this laboratory that waits.
  String onlyOne() {
    var found = new ArrayList<String>();
    for (var row : list().json()) {
      if (row.path("laboratory").asText().equals(lab.name())) {
        found.add(row.path("accession").asText());
      }
    }
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private Door.Answer list() {
    return running.door().get("/quarantine", running.tokens().user("carol"), Map.of());
  }

  Door.Answer release(String accession, SyntheticPatient patient, String reason) {
    return release(accession, patient, reason, running.tokens().user("carol"));
  }

  private Door.Answer release(
      String accession, SyntheticPatient patient, String reason, String token) {
    return running
        .door()
        .post(
            "/quarantine/" + accession + "/release",
            token,
            Map.of(
                "patient",
                SyntheticPatient.ISSUER + "|" + patient.recordNumber(),
                "reason",
                reason));
  }

  /// Laboratories, a clinician and an operator may not; another laboratory does not see it.
  void isReleasedByNobodyElse(String accession, SyntheticPatient patient) {
    var tokens = running.tokens();
    var another = running.laboratory("lab-south");
    for (var token :
        List.of(lab.token(), another.token(), tokens.user("dr-grey"), tokens.user("oscar"))) {
      assertThat(release(accession, patient, "registered", token).status()).isEqualTo(403);
    }
    var calls = new Calls(patient, Calls.Named.accession("none", accession)).all();
    for (var operation : List.of("readAccession", "readAccessionReport", "moveAccession")) {
      var call = Objects.requireNonNull(calls.get(operation), operation);
      assertThat(call.by(another.token(), running.door()).status()).as(operation).isEqualTo(404);
    }
    assertThat(another.withdraws(accession, "other").status()).isEqualTo(404);
    assertThat(status(accession).json().path("state").asText()).isEqualTo("quarantined");
  }

  /// What the laboratory is told of an accession, the first first.
  List<String> told(String accession) {
    var events = new ArrayList<String>();
    for (var row : running.door().get("/webhook-deliveries", lab.token(), Map.of()).json()) {
      if (row.path("accession").asText().equals(accession)) {
        events.addFirst(row.path("event").asText());
      }
    }
    return events;
  }

  void timePassesFor(String accession) {
    Eventually.see("it is listed", () -> listed().contains(accession));
    running
        .log("ingestion")
        .change("UPDATE quarantine SET expires_at = now() WHERE accession = '" + accession + "'");
  }

  long onDisk() {
    return VaultFiles.count(running.stack().vaultFolder().resolve("quarantine"));
  }

  /// Neither bytes nor a key.
  void leavesNothing() {
    Eventually.see(
        "all is gone",
        () ->
            onDisk() == 0
                && running
                    .log("consent")
                    .texts("SELECT patient FROM subject_key WHERE patient LIKE 'quarantine-%'")
                    .isEmpty());
  }
}
