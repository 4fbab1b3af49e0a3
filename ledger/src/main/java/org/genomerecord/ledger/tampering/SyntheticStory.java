package org.genomerecord.ledger.tampering;

import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.genomerecord.ledger.audit.AuditedLog;
import org.genomerecord.ledger.envelope.CanonicalEnvelope;
import org.jspecify.annotations.Nullable;

/// The events of made-up patients, as the three services would have recorded them: enrolled,
/// consented, submitted, accepted, interpreted, read. The same seed gives the same events.
public final class SyntheticStory {
  /// When the first event is recorded.
  public static final Instant BEGIN = Instant.parse("2026-01-01T08:00:00Z");

  private static final String SERVICE = "service";
  private static final List<String> CLINICIANS = List.of("dr-grey", "dr-hill", "dr-lund");

  /// Everybody who treats the patient, but for one.
  private static final String PROVISION =
      "{\"type\":\"permit\",\"actors\":[],\"purposesOfUse\":[\"TREAT\"],\"actions\":[\"collect\",\"use\"],\"dataClasses\":[\"pharmacogenomic\"],\"from\":\"2025-01-01T00:00:00Z\",\"until\":\"2027-01-01T00:00:00Z\",\"provisions\":[{\"type\":\"deny\",\"actors\":[{\"kind\":\"person\",\"id\":\"dr-ash\"}]}]}";

  private static final int CIPHERTEXT_BYTES = 48;
  private static final String PADDING = ",\"padding\":\"\"";

  private final Random random;
  private final int entryBytesMin;
  private final BiConsumer<AuditedLog, byte[]> entries;
  private long patients;
  private long seconds;

  /// @param entryBytesMin shorter entries are padded to so many bytes
  /// @param entries gets the canonical envelope of each event as it is recorded
  public SyntheticStory(long seed, int entryBytesMin, BiConsumer<AuditedLog, byte[]> entries) {
    this.random = new Random(seed);
    this.entryBytesMin = entryBytesMin;
    this.entries = entries;
  }

  /// Tells one more patient's story: 9 or 10 events of consent, 2 of ingestion, 1 of
  /// interpretation. One patient in four withdraws.
  public void patient() {
    patients++;
    patient(patients % 4 == 0);
  }

  /// The time of the next event, in seconds since the epoch.
  public long nowSeconds() {
    return BEGIN.getEpochSecond() + seconds;
  }

  private void patient(boolean withdraws) {
    var patient = "P" + code(25);
    var consent = id();
    var accession = "accession-" + code(12);
    var callSet = id();
    var digest = code(64).replaceAll("[g-z]", "0");
    var clinician = CLINICIANS.get(random.nextInt(CLINICIANS.size()));

    var enrolled = id();
    var index = code(20);
    consent(
        "PatientEnrolled",
        enrolled,
        clinician,
        "{\"patient\":\"%s\",\"identifierIndex\":\"%s\",\"accountIndex\":null,\"keyGeneration\":1,\"sealed\":%s}"
            .formatted(patient, index, sealed(enrolled)),
        "consents-of:" + patient,
        "identifier:" + index,
        "patient:" + patient);
    consent(
        "ConsentGranted",
        id(),
        "account-" + patient,
        "{\"consent\":\"%s\",\"patient\":\"%s\",\"provision\":%s,\"grantedAt\":\"%s\"}"
            .formatted(consent, patient, PROVISION, now()),
        "consent:" + consent,
        "consents-of:" + patient,
        "patient:" + patient);

    var collect = permit(patient, consent, "north-lab", "lab", "collect", "accession/" + accession);
    var received = id();
    add(
        AuditedLog.INGESTION,
        "ingestion.SubmissionReceived",
        received,
        "north-lab",
        "lab",
        "{\"accession\":\"%s\",\"lab\":\"north-lab\",\"patient\":\"%s\",\"contentDigest\":\"d\",\"file\":{\"digest\":\"%s\",\"sizeBytes\":1234,\"generation\":1,\"binding\":\"b\"},\"decision\":\"%s\",\"sealed\":%s,\"receivedAt\":\"%s\"}"
            .formatted(accession, patient, digest, collect, sealed(received), now()),
        "accession:" + accession,
        "lab:north-lab",
        "patient:" + patient);
    var accepted = id();
    add(
        AuditedLog.INGESTION,
        "ingestion.CallSetAccepted",
        accepted,
        "north-lab",
        "lab",
        "{\"accession\":\"%s\",\"lab\":\"north-lab\",\"patient\":\"%s\",\"callSet\":\"%s\",\"assembly\":\"GRCh38\",\"records\":42,\"warnings\":[],\"file\":{\"digest\":\"%s\",\"sizeBytes\":1234,\"generation\":1,\"binding\":\"b\"},\"sealed\":%s,\"acceptedAt\":\"%s\"}"
            .formatted(accession, patient, callSet, digest, sealed(accepted), now()),
        "accession:" + accession,
        "call-set:" + callSet,
        "lab:north-lab",
        "patient:" + patient);

    var use =
        permit(patient, consent, "interpretation-service", SERVICE, "use", "call-set/" + callSet);
    var issued = id();
    var interpretation = id();
    add(
        AuditedLog.INTERPRETATION,
        "interpretation.InterpretationIssued",
        issued,
        "interpretation-service",
        SERVICE,
        "{\"interpretation\":\"%s\",\"callSet\":\"%s\",\"accession\":\"%s\",\"patient\":\"%s\",\"knowledge\":\"2026-01\",\"dataClasses\":[\"pharmacogenomic\"],\"decision\":\"%s\",\"sealed\":%s,\"issuedAt\":\"%s\"}"
            .formatted(interpretation, callSet, accession, patient, use, sealed(issued), now()),
        "accession:" + accession,
        "call-set:" + callSet,
        "interpretation:" + interpretation,
        "patient:" + patient);

    for (int i = 0; i < 3; i++) {
      permit(patient, consent, clinician, "clinician", "use", "DiagnosticReport");
    }
    var refused = id();
    consent(
        "DisclosureRefused",
        id(),
        "dr-ash",
        "{\"decision\":\"%s\",\"patient\":\"%s\",\"action\":\"disclose\",\"resource\":\"DiagnosticReport\",\"requester\":\"interpretation-service\",\"reason\":\"not-covered\",\"decidedAt\":\"%s\"}"
            .formatted(refused, patient, now()),
        "decision:" + refused,
        "patient:" + patient);
    consent(
        "AuditTrailQueried",
        id(),
        "olga",
        "{\"patient\":\"%s\",\"queriedAt\":\"%s\"}".formatted(patient, now()),
        "patient:" + patient);
    if (withdraws) {
      consent(
          "ConsentWithdrawn",
          id(),
          "account-" + patient,
          "{\"consent\":\"%s\",\"patient\":\"%s\",\"withdrawnAt\":\"%s\"}"
              .formatted(consent, patient, now()),
          "consent:" + consent,
          "consents-of:" + patient,
          "patient:" + patient);
    }
  }

  private String permit(
      String patient, String consent, String actor, String role, String action, String resource) {
    var decision = id();
    var requester = action.equals("collect") ? "ingestion-service" : "interpretation-service";
    add(
        AuditedLog.CONSENT,
        "consent.DisclosurePermitted",
        id(),
        actor,
        role,
        "{\"decision\":\"%s\",\"patient\":\"%s\",\"action\":\"%s\",\"dataClasses\":[\"pharmacogenomic\"],\"resource\":\"%s\",\"requester\":\"%s\",\"consents\":[\"%s\"],\"keyGeneration\":1,\"decidedAt\":\"%s\"}"
            .formatted(decision, patient, action, resource, requester, consent, now()),
        "consent:" + consent,
        "decision:" + decision,
        "patient:" + patient);
    return decision;
  }

  private void consent(String name, String id, String actor, String payload, String... tags) {
    add(AuditedLog.CONSENT, "consent." + name, id, actor, "clinician", payload, tags);
  }

  private void add(
      AuditedLog log,
      String type,
      String id,
      String actor,
      String role,
      String payload,
      String... tags) {
    var entry = entry(type, id, actor, role, payload, tags);
    int missing = entryBytesMin - entry.length - PADDING.length();
    if (missing >= 0) {
      var padded =
          payload.substring(0, payload.length() - 1)
              + PADDING.substring(0, PADDING.length() - 1)
              + "x".repeat(missing)
              + "\"}";
      entry = entry(type, id, actor, role, padded, tags);
    }
    entries.accept(log, entry);
    seconds += 1 + random.nextInt(20);
  }

  private byte[] entry(
      String type, String id, String actor, String role, String payload, String... tags) {
    return new CanonicalEnvelope(
            UUID.fromString(id),
            type,
            type.equals("consent.ConsentGranted") ? "2" : "1",
            now(),
            actor,
            role,
            organisation(role),
            "TREAT",
            id,
            null,
            List.copyOf(new TreeSet<>(Arrays.asList(tags))),
            payload)
        .encode();
  }

  private static @Nullable String organisation(String role) {
    return role.equals(SERVICE) ? null : "north-hospital";
  }

  private String sealed(String event) {
    var ciphertext = new byte[CIPHERTEXT_BYTES];
    random.nextBytes(ciphertext);
    return "{\"event\":\"%s\",\"generation\":1,\"ciphertext\":\"%s\"}"
        .formatted(event, Base64.getEncoder().encodeToString(ciphertext));
  }

  private Instant now() {
    return BEGIN.plusSeconds(seconds);
  }

  private String id() {
    return new UUID(
            (random.nextLong() & ~0xF000L) | 0x7000L,
            (random.nextLong() & ~(3L << 62)) | (1L << 63))
        .toString();
  }

  private String code(int length) {
    var code = new StringBuilder();
    for (int i = 0; i < length; i++) {
      code.append("0123456789abcdefghjkmnpqrstvwxyz".charAt(random.nextInt(32)));
    }
    return code.toString();
  }
}
