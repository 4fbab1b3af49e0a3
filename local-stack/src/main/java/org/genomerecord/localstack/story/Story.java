package org.genomerecord.localstack.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.genomerecord.localstack.Stack;
import org.genomerecord.localstack.identity.SampleUser;
import org.genomerecord.localstack.identity.Tokens;

/// The suite's main job, played through the gateway with real tokens: a laboratory's VCF becomes a
/// consented, audited drug recommendation.
///
/// Each step is a call that anybody could make; what it answers is compared with what it should.
public final class Story {
  private static final String ISSUER = "urn:oid:2.999.1.1";
  private static final Map<String, String> TREAT = Map.of("Purpose-Of-Use", "TREAT");

  /// What the officer must find, in this order; other entries may stand between.
  private static final List<String> TRAIL =
      List.of(
          "ConsentGranted",
          "SubmissionReceived",
          "CallSetAccepted",
          "InterpretationIssued",
          "DisclosurePermitted",
          "DisclosureRefused",
          "ConsentWithdrawn",
          "DisclosureRefused",
          "AuditTrailQueried");

  private final Stack stack;
  private final Tokens tokens;
  private final Door door;
  private final SubmittedFile file;
  private final Consumer<Step> heard;
  private final Patient pat;
  private final String number = "DEMO-" + UUID.randomUUID();
  private final List<Step> steps = new ArrayList<>();
  private final Map<String, Long> fresh = new HashMap<>();
  private boolean goesOn = true;

  private String patient = "";
  private String consent = "";
  private String accession = "";
  private List<String> findings = List.of();

  /// @param heard is told of each step as it ends
  public Story(Stack stack, SubmittedFile file, Consumer<Step> heard) {
    this.stack = stack;
    this.tokens = new Tokens(stack);
    this.door = new Door(stack.gateway());
    this.file = file;
    this.heard = heard;
    this.pat = Patient.of(stack);
  }

  /// A synthetic person whose record number and name stand nowhere else on this machine.
  ///
  /// @param recordNumber the same at each run on one stack, so that the patient is enrolled once
  record Patient(String recordNumber, String name) {
    static Patient of(Stack stack) {
      var mark =
          UUID.nameUUIDFromBytes(
                  ("patient|" + stack.userPassword()).getBytes(StandardCharsets.UTF_8))
              .toString()
              .substring(0, 13);
      return new Patient("MRN-" + mark, "Pat Synthetic " + mark);
    }

    @Override
    public String toString() {
      return "Patient[…]";
    }
  }

  /// What one step's check says.
  private record Check(boolean asTold, String outcome) {}

  /// Plays to the end, or to the first step without which the rest makes no sense.
  public List<Step> play() {
    step("1a", "clinician enrols the patient", true, this::enrol);
    step("1b", "patient grants consent: collect, use, TREAT, pharmacogenomic", true, this::grant);
    step("2a", "lab submits the VCF (private_key_jwt, Prefer: wait)", true, this::submit);
    step("2b", "lab submits the same again", false, this::submitAgain);
    step("2c", "lab submits a broken VCF", false, this::submitBroken);
    step("3", "clinician reads the report in FHIR for TREAT", true, this::readReport);
    findings.forEach(finding -> heard.accept(new Step("", finding, "", true, 0)));
    step("4a", "the same read for research", false, () -> refused("dr-grey", "HRESCH", 403));
    step("4b", "the same read by the lab", false, this::readAsLab);
    step("4c", "the same read by another patient", false, () -> refused("quinn", "PATRQT", 403));
    step("4d", "the same read without a token", false, this::readWithoutToken);
    step("5a", "patient withdraws the consent", true, this::withdraw);
    step("5b", "clinician reads again", false, () -> refused("dr-grey", "TREAT", 403));
    step("6", "compliance officer lists the audit trail", false, this::audit);
    step("7", "nothing readable at rest", false, this::searchAtRest);
    return List.copyOf(steps);
  }

  /// @param needed whether the story ends here if it goes otherwise
  private void step(String number, String title, boolean needed, Supplier<Check> check) {
    if (!goesOn) {
      return;
    }
    long began = System.nanoTime();
    var result = check.get();
    var step =
        new Step(
            number,
            title,
            result.outcome(),
            result.asTold(),
            (System.nanoTime() - began) / 1_000_000);
    steps.add(step);
    heard.accept(step);
    goesOn = result.asTold() || !needed;
  }

  private Check enrol() {
    var answer =
        door.post(
            "/patients",
            tokens.user("dr-grey"),
            Map.of(
                "identifier",
                Map.of("system", ISSUER, "value", pat.recordNumber()),
                "name",
                pat.name(),
                "account",
                SampleUser.PAT.subject()));
    patient = answer.json().path("patient").asText();
    return new Check(
        (answer.status() == 201 || answer.status() == 200) && !patient.isEmpty(),
        answer.status() + (answer.status() == 200 ? " known before" : " enrolled") + code(answer));
  }

  private Check grant() {
    var answer =
        door.post(
            "/patients/" + patient + "/consents",
            tokens.user("pat"),
            Map.of(
                "provision",
                Map.of(
                    "type",
                    "permit",
                    "purposesOfUse",
                    List.of("TREAT"),
                    "actions",
                    List.of("collect", "use"),
                    "dataClasses",
                    List.of("pharmacogenomic"),
                    "until",
                    Instant.now().plus(365, ChronoUnit.DAYS).toString())));
    consent = answer.json().path("consent").asText();
    see("consent", answer.json());
    return new Check(answer.status() == 201 && !consent.isEmpty(), answer.status() + code(answer));
  }

  private Door.Answer submission(String accessionNumber, SubmittedFile submitted) {
    var headers = new HashMap<String, String>();
    headers.put("Accession", accessionNumber);
    headers.put("Patient-Identifier", ISSUER + "|" + pat.recordNumber());
    headers.put("Purpose-Of-Use", "TREAT");
    headers.put("Prefer", "wait=45");
    headers.put("Content-Type", "application/octet-stream");
    if (submitted.sample() != null) {
      headers.put("Sample", submitted.sample());
    }
    if (submitted.assembly() != null) {
      headers.put("Assembly", submitted.assembly());
    }
    return door.send(
        "POST",
        "/submissions",
        tokens.lab("lab-north"),
        headers,
        HttpRequest.BodyPublishers.ofByteArray(submitted.bytes()));
  }

  private Check submit() {
    var answer = submission(number, file);
    accession = answer.json().path("accession").asText();
    see("ingestion", answer.json());
    if (answer.status() != 200) {
      return new Check(false, answer.status() + refusal(answer));
    }
    return new Check(
        "accepted".equals(answer.json().path("state").asText()),
        "200 accepted: %s records, %s"
            .formatted(
                answer.json().path("records").asText(), answer.json().path("assembly").asText()));
  }

  private Check submitAgain() {
    long before = VaultFiles.count(stack.vaultFolder());
    var answer = submission(number, file);
    long stored = VaultFiles.count(stack.vaultFolder()) - before;
    return new Check(
        answer.status() == 200
            && answer.json().path("accession").asText().equals(accession)
            && stored == 0,
        answer.status() + " same accession, " + stored + " files more in the vault");
  }

  private Check submitBroken() {
    var answer = submission(number + "-B", SubmittedFile.BROKEN);
    return new Check(
        answer.status() == 422 && answer.json().path("line").asLong() == 4,
        answer.status() + refusal(answer));
  }

  private String reportsPath() {
    return "/fhir/DiagnosticReport?subject=Patient/" + patient;
  }

  private Door.Answer report(String token, Map<String, String> headers) {
    return door.get(reportsPath(), token, headers);
  }

  private Check readReport() {
    var headers = new HashMap<>(TREAT);
    headers.put("Fresh-As-Of", "ingestion:" + fresh.getOrDefault("ingestion", 0L));
    var answer = door.getFresh(reportsPath(), tokens.user("dr-grey"), headers);
    if (answer.status() != 200) {
      return new Check(false, answer.status() + code(answer));
    }
    answer.header("as-of").ifPresent(this::seeAsOf);
    var report = FhirReport.of(answer.json(), accession);
    findings = report.lines();
    return report.notInterpreted().isPresent()
        ? new Check(false, "200 not interpreted: " + report.notInterpreted().get())
        : new Check(
            report.isWhole(),
            "200 Bundle: DiagnosticReport, %d Observations".formatted(report.observations()));
  }

  private Check refused(String user, String purpose, int status) {
    var answer = report(tokens.user(user), Map.of("Purpose-Of-Use", purpose));
    return new Check(answer.status() == status, answer.status() + code(answer));
  }

  private Check readAsLab() {
    var answer = report(tokens.lab("lab-north"), TREAT);
    return new Check(answer.status() == 403, answer.status() + code(answer));
  }

  private Check readWithoutToken() {
    var answer = door.get("/fhir/DiagnosticReport?subject=Patient/" + patient, null, TREAT);
    return new Check(answer.status() == 401, answer.status() + code(answer));
  }

  /// All that is in force, an earlier story's included.
  private Check withdraw() {
    var token = tokens.user("pat");
    var path = "/patients/" + patient + "/consents";
    int withdrawn = 0;
    for (var granted : door.get(path, token, Map.of()).json()) {
      if (granted.hasNonNull("withdrawnAt")) {
        continue;
      }
      var answer = door.delete(path + "/" + granted.path("consent").asText(), token);
      see("consent", answer.json());
      if (answer.status() != 200) {
        return new Check(false, answer.status() + code(answer));
      }
      withdrawn++;
    }
    return new Check(withdrawn > 0, "200, %d withdrawn".formatted(withdrawn));
  }

  private Check audit() {
    var wanted = new ArrayList<String>();
    fresh.forEach((log, position) -> wanted.add(log + ":" + position));
    var answer =
        door.getFresh(
            "/audit/events?sort=-recordedAt&limit=1000&patient=" + patient,
            tokens.user("olga"),
            Map.of("Fresh-As-Of", String.join(", ", wanted)));
    if (answer.status() != 200) {
      return new Check(false, answer.status() + code(answer));
    }
    var types = new ArrayList<String>();
    var entries = new ArrayList<JsonNode>();
    answer.json().path("entries").forEach(entries::add);
    for (var entry : entries.reversed()) {
      var type = entry.path("type").asText();
      if (entry.path("subject").asText().equals("consent granted: " + consent)) {
        types.clear(); // the story's own consent: what stands before belongs to earlier ones
      }
      types.add(type.substring(type.lastIndexOf('.') + 1));
    }
    var missing = types.contains("SubmissionRefused") ? firstMissing(types) : "SubmissionRefused";
    return new Check(
        missing.isEmpty(),
        missing.isEmpty()
            ? "200, %d entries in order".formatted(types.size())
            : "200, but no %s where it belongs".formatted(missing));
  }

  private static String firstMissing(List<String> types) {
    int at = 0;
    for (var wanted : TRAIL) {
      while (at < types.size() && !types.get(at).equals(wanted)) {
        at++;
      }
      if (at == types.size()) {
        return wanted;
      }
      at++;
    }
    return "";
  }

  /// Texts of the patient that must be readable nowhere on disk: name, record number and pieces of
  /// the file.
  public List<String> secrets() {
    var texts = new ArrayList<>(file.marks());
    texts.add(pat.recordNumber());
    texts.add(pat.name());
    return List.copyOf(texts);
  }

  /// What the report said, one line for each genotype and drug; empty before it was read.
  public List<String> findings() {
    return findings;
  }

  /// The patient asks to be erased.
  ///
  /// @return whether that is done, and nothing opens any more
  public boolean eraseThePatient() {
    var answer =
        door.post(
            "/patients/" + patient + "/erasure", tokens.user("pat"), Map.of("confirm", patient));
    return answer.status() == 200 && answer.json().path("state").asText().equals("erased");
  }

  private Check searchAtRest() {
    var texts = secrets();
    var search =
        AtRest.of(List.of(stack.databaseFolder(), stack.kafkaFolder(), stack.vaultFolder()), texts);
    return new Check(
        search.found().isEmpty() && search.bytes() > 0,
        "%d texts in %d files, %d MiB: %s"
            .formatted(
                texts.size(),
                search.files(),
                search.bytes() >> 20,
                search.found().isEmpty() ? "none found" : "FOUND in " + search.found()));
  }

  private void see(String log, JsonNode answer) {
    if (answer.path("position").isNumber()) {
      fresh.merge(log, answer.path("position").asLong(), Math::max);
    }
  }

  /// `As-Of: interpretation:12`.
  private void seeAsOf(String header) {
    var parts = header.split(":", 2);
    fresh.merge(parts[0], Long.valueOf(parts[1].strip()), Math::max);
  }

  private static String code(Door.Answer answer) {
    return answer.code().isEmpty() ? "" : " " + answer.code();
  }

  private static String refusal(Door.Answer answer) {
    var line = answer.json().path("line");
    return code(answer)
        + (line.isNumber() ? ", line " + line.asLong() : "")
        + (answer.json().has("detail") ? ": " + answer.json().path("detail").asText() : "");
  }
}
