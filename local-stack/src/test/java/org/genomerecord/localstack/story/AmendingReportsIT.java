package org.genomerecord.localstack.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPOutputStream;
import org.genomerecord.localstack.server.PlainHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A release says something else of an allele that the sample carries. What it says is not so.
@ExtendWith(RunningStack.Shared.class)
class AmendingReportsIT {
  private static final Path TABLES =
      RunningStack.HOME.resolve("interpretation-service/src/main/resources");
  private static final String RELEASES = "interpretation-service/knowledge-releases";
  private static final Map<String, String> TREAT = Map.of("Purpose-Of-Use", "TREAT");

  private final HttpClient http = PlainHttp.client();
  private final RunningStack running;
  private final String before;

  AmendingReportsIT(RunningStack running) {
    this.running = running;
    this.before = running.operator("GET", RELEASES).json().path("active").asText();
  }

  @AfterEach
  void activateTheReleaseOfBefore() {
    activate(before);
  }

  private static byte[] archive() throws IOException {
    var texts = new TreeMap<String, String>();
    for (var root : new String[] {"panel", "guideline"}) {
      try (var files = Files.walk(TABLES.resolve(root))) {
        for (var file : files.filter(one -> one.toString().matches(".*\\.(tsv|txt)")).toList()) {
          texts.put(TABLES.relativize(file).toString(), Files.readString(file));
        }
      }
    }
    texts.put("panel/release.txt", "2027-02-01\n");
    texts.computeIfPresent(
        "panel/cyp2c19/functions.tsv",
        (_, text) -> text.replace("*2\tNo function", "*2\tDecreased function"));
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(new ObjectMapper().writeValueAsBytes(texts));
    }
    return bytes.toByteArray();
  }

  private Door.Answer operator(String path, Object json) {
    return running.door().post("/services/" + path, running.tokens().user("oscar"), json);
  }

  private void activate(String release) {
    var active = running.operator("GET", RELEASES).json().path("active").asText();
    assertThat(
            operator(RELEASES + "/" + release + "/activation", Map.of("inPlaceOf", active))
                .status())
        .isEqualTo(200);
  }

  private String uploaded() throws IOException {
    var answer =
        operator(RELEASES, Map.of("archive", Base64.getEncoder().encodeToString(archive())));
    assertThat(answer.status()).isEqualTo(201);
    return answer.json().path("name").asText();
  }

  private SyntheticPatient reported(List<String> actions) {
    var patient = running.patient();
    var provision = SyntheticPatient.provision();
    provision.put("actions", actions);
    patient.grants(provision);
    running.laboratory("lab-north").submits(patient, Laboratory.newNumber(), SampleVcf.bytes());
    Eventually.see("interpreted", () -> recorded(patient, "InterpretationIssued"));
    return patient;
  }

  private boolean recorded(SyntheticPatient patient, String type) {
    var log = type.startsWith("Submission") ? "ingestion" : "interpretation";
    return !running.log(log).ofPatient(patient.pseudonym(), type).isEmpty();
  }

  /// The very bytes that a clinician is answered.
  private byte[] bytes(SyntheticPatient patient, String more) {
    try {
      var answer =
          http.send(
              HttpRequest.newBuilder(
                      URI.create(
                          running.stack().gateway()
                              + "/fhir/DiagnosticReport?subject=Patient/"
                              + patient.pseudonym()
                              + more))
                  .header("Authorization", "Bearer " + running.tokens().user("dr-grey"))
                  .header("Purpose-Of-Use", "TREAT")
                  .build(),
              BodyHandlers.ofByteArray());
      assertThat(answer.statusCode()).isEqualTo(200);
      return answer.body();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Door.Answer asOf(SyntheticPatient patient, String asOf) {
    return running
        .door()
        .get(
            "/fhir/DiagnosticReport?subject=Patient/" + patient.pseudonym() + "&asOf=" + asOf,
            running.tokens().user("dr-grey"),
            TREAT);
  }

  private static JsonNode report(byte[] bundle) throws IOException {
    return new ObjectMapper().readTree(bundle).path("entry").get(0).path("resource");
  }

  /// The patient's entries in the whole queue.
  private List<JsonNode> recontacts(SyntheticPatient patient) {
    var found = new ArrayList<JsonNode>();
    String next = "";
    while (next != null) {
      var answer =
          running
              .door()
              .get(
                  "/recontacts" + (next.isEmpty() ? "" : "?after=" + next),
                  running.tokens().user("carol"),
                  TREAT);
      assertThat(answer.status()).isEqualTo(200);
      StreamSupport.stream(answer.json().path("entries").spliterator(), false)
          .filter(entry -> entry.path("patient").asText().equals(patient.pseudonym()))
          .forEach(found::add);
      next = answer.json().has("next") ? answer.json().path("next").asText() : null;
    }
    return found;
  }

  private Door.Answer closed(JsonNode entry) {
    return running
        .door()
        .send(
            "POST",
            "/recontacts/" + entry.path("interpretation").asText() + "/close",
            running.tokens().user("carol"),
            Map.of("Purpose-Of-Use", "TREAT", "Content-Type", "application/json"),
            BodyPublishers.ofString("{\"outcome\":\"contacted\"}"));
  }

  @Test
  void onlyWhatDiffersIsAmendedAndWhatWasSaidBeforeStaysToTheByte() throws IOException {
    var all = List.of("collect", "use", "re-analyse", "re-contact");
    var patient = reported(all);
    var silent = reported(all);
    var denier = reported(List.of("collect", "use", "re-contact"));
    var said = bytes(patient, "");
    var saidOfDenier = bytes(denier, "");
    var then = Instant.now();

    var newer = uploaded();
    activate(newer);
    Eventually.see(
        "amended",
        () ->
            recorded(patient, "InterpretationAmended")
                && recorded(silent, "InterpretationAmended"));
    Eventually.see(
        "idle",
        () ->
            running
                .operator("GET", "interpretation-service/reinterpretation")
                .json()
                .path("state")
                .asText()
                .equals("idle"));

    var now = report(bytes(patient, ""));
    assertThat(now.path("status").asText()).isEqualTo("amended");
    assertThat(now.path("conclusion").asText()).contains(newer);
    assertThat(now.at("/extension/0/url").asText()).endsWith("diagnosticReport-replaces");
    assertThat(report(said).path("status").asText()).isEqualTo("final");
    assertThat(bytes(patient, "&asOf=" + then)).isEqualTo(said);
    assertThat(asOf(patient, "yesterday").code()).isEqualTo("as-of");
    assertThat(asOf(patient, Instant.now().plusSeconds(3_600).toString()).code())
        .isEqualTo("as-of-future");

    assertThat(recorded(denier, "InterpretationAmended")).isFalse();
    assertThat(bytes(denier, "")).isEqualTo(saidOfDenier);

    var entry = recontacts(patient);
    assertThat(entry).hasSize(1);
    assertThat(entry.getFirst().path("genes").toString()).contains("CYP2C19");
    assertThat(entry.getFirst().path("differences").toString()).contains("phenotype");
    assertThat(closed(entry.getFirst()).status()).isEqualTo(200);
    assertThat(closed(entry.getFirst()).code()).isEqualTo("recontact-closed");
    assertThat(recontacts(patient)).isEmpty();

    var held = recontacts(silent).getFirst();
    assertThat(
            running
                .door()
                .post(silent.path() + "/withdrawals", silent.token(), Map.of("tier", "contact"))
                .status())
        .isEqualTo(200);
    assertThat(recontacts(silent)).isEmpty();
    assertThat(closed(held).code()).isEqualTo("recontact-unknown");

    assertThat(patient.trail().findValuesAsText("subject"))
        .anyMatch(subject -> subject.startsWith("interpretation amended: "))
        .anyMatch(subject -> subject.startsWith("recontact closed: "));
    assertThat(
            running
                .door()
                .post(patient.path() + "/withdrawals", patient.token(), Map.of("tier", "use"))
                .status())
        .isEqualTo(200);
    assertThat(asOf(patient, then.toString()).status()).isEqualTo(403);
  }

  private Door.Answer corrects(SyntheticPatient patient, String number, byte[] vcf) {
    var headers = Laboratory.headers(patient, number);
    headers.put("Correction-Reason", "specimen-mix-up");
    return running.laboratory("lab-north").submits(headers, vcf);
  }

  @Test
  void whatTheLaboratoryCorrectsOrWithdrawsIsToldAsSuchAndStaysToTheByteAsItWas()
      throws IOException {
    var patient = running.consentingPatient();
    var laboratory = running.laboratory("lab-north");
    var number = Laboratory.newNumber();
    var accession =
        laboratory.submits(patient, number, SampleVcf.bytes()).json().path("accession").asText();
    Eventually.see("interpreted", () -> recorded(patient, "InterpretationIssued"));
    var said = bytes(patient, "");
    var then = Instant.now();

    assertThat(laboratory.submits(patient, number, SampleVcf.corrected()).code())
        .isEqualTo("accession-content");
    assertThat(corrects(patient, number, SampleVcf.BROKEN.getBytes(UTF_8)).status()).isEqualTo(422);
    Eventually.see(
        "interpreted, as before",
        () -> laboratory.status(accession).json().path("state").asText().equals("interpreted"));
    var amended = corrects(patient, number, SampleVcf.corrected()).json();
    assertThat(amended.path("state").asText()).isEqualTo("amended");
    assertThat(amended.at("/versions/0/reason").asText()).isEqualTo("specimen-mix-up");
    Eventually.see("amended", () -> recorded(patient, "InterpretationAmended"));

    var corrected = bytes(patient, "");
    assertThat(report(corrected).path("status").asText()).isEqualTo("corrected");
    assertThat(report(corrected).at("/extension/0/url").asText())
        .endsWith("diagnosticReport-replaces");
    assertThat(bytes(patient, "&asOf=" + then)).isEqualTo(said);
    var later = Instant.now();

    assertThat(laboratory.withdraws(accession, "no-reason").code()).isEqualTo("withdrawal-reason");
    assertThat(laboratory.withdraws(accession, "analytical-error").json().path("state").asText())
        .isEqualTo("withdrawn");
    assertThat(laboratory.withdraws(accession, "analytical-error").status()).isEqualTo(200);
    Eventually.see("withdrawn", () -> recorded(patient, "InterpretationWithdrawn"));

    var now = report(bytes(patient, ""));
    assertThat(now.path("status").asText()).isEqualTo("entered-in-error");
    assertThat(now.path("id").asText()).isEqualTo(report(corrected).path("id").asText());
    assertThat(now.path("conclusion").asText()).contains("analytical-error");
    assertThat(now.has("result")).isFalse();
    assertThat(bytes(patient, "&asOf=" + then)).isEqualTo(said);
    assertThat(bytes(patient, "&asOf=" + later)).isEqualTo(corrected);
    assertThat(
            running.log("ingestion").ofPatient(patient.pseudonym(), "SubmissionWithdrawn").size())
        .isEqualTo(1);
    assertThat(patient.trail().findValuesAsText("subject"))
        .contains(
            "submission superseded: " + accession,
            "submission withdrawn: " + accession,
            "interpretation withdrawn: " + accession);
  }

  private Door.Answer moves(String accession, SyntheticPatient right) {
    var headers = Laboratory.headers(right, "unused");
    headers.remove("Accession");
    headers.remove("Content-Type");
    return running
        .door()
        .send(
            "POST",
            "/accessions/" + accession + "/move",
            running.tokens().lab("lab-north"),
            headers,
            BodyPublishers.noBody());
  }

  @Test
  void aResultOfSomebodyElseIsMovedAndEachRecordTellsItsOwnPartOfIt() throws IOException {
    var wrong = running.consentingPatient();
    var right = running.consentingPatient();
    var accession =
        running
            .laboratory("lab-north")
            .submits(wrong, Laboratory.newNumber(), SampleVcf.bytes())
            .json()
            .path("accession")
            .asText();
    Eventually.see("interpreted", () -> recorded(wrong, "InterpretationIssued"));

    assertThat(moves(accession, running.patient()).status()).isEqualTo(403);
    assertThat(recorded(wrong, "SubmissionWithdrawn")).isFalse();
    var moved = moves(accession, right);
    assertThat(moved.json().path("state").asText()).isEqualTo("accepted");
    var id = moved.json().path("accession").asText();
    assertThat(moves(accession, right).json().path("accession").asText()).isEqualTo(id);
    assertThat(moves(id, right).code()).isEqualTo("same-patient");
    Eventually.see(
        "followed",
        () ->
            recorded(wrong, "InterpretationWithdrawn") && recorded(right, "InterpretationIssued"));

    assertThat(report(bytes(wrong, "")).path("status").asText()).isEqualTo("entered-in-error");
    assertThat(report(bytes(wrong, "")).path("conclusion").asText()).contains("wrong-patient");
    assertThat(report(bytes(right, "")).path("status").asText()).isEqualTo("final");
    var ofWrong = wrong.trail();
    var ofRight = right.trail();
    assertThat(ofWrong.findValuesAsText("subject")).contains("submission withdrawn: " + accession);
    assertThat(ofRight.findValuesAsText("subject")).contains("submission moved here: " + id);
    assertThat(ofWrong.toString()).doesNotContain(right.pseudonym(), id);
    assertThat(ofRight.toString()).doesNotContain(wrong.pseudonym(), accession);
    assertThat(ofWrong.findValuesAsText("correlation"))
        .doesNotContainAnyElementsOf(ofRight.findValuesAsText("correlation"));
  }
}
