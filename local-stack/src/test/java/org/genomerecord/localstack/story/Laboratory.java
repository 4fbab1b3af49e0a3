package org.genomerecord.localstack.story;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// A partner laboratory at the gateway.
final class Laboratory {
  private final RunningStack running;
  private final String name;

  Laboratory(RunningStack running, String name) {
    this.running = running;
    this.name = name;
  }

  String token() {
    return running.tokens().lab(name);
  }

  /// A number that no other spec uses.
  static String newNumber() {
    return "IT-" + UUID.randomUUID();
  }

  /// The headers of a submission that waits for the final state; to be changed by specs about
  /// headers.
  static Map<String, String> headers(SyntheticPatient patient, String number) {
    var headers = new HashMap<String, String>();
    headers.put("Accession", number);
    headers.put("Patient-Identifier", SyntheticPatient.ISSUER + "|" + patient.recordNumber());
    headers.put("Purpose-Of-Use", "TREAT");
    headers.put("Prefer", "wait=45");
    headers.put("Content-Type", "application/octet-stream");
    return headers;
  }

  Door.Answer submits(SyntheticPatient patient, String number, byte[] vcf) {
    return submits(headers(patient, number), vcf);
  }

  Door.Answer submits(Map<String, String> headers, byte[] body) {
    return running
        .door()
        .send("POST", "/submissions", token(), headers, BodyPublishers.ofByteArray(body));
  }

  Door.Answer withdraws(String accession, String reason) {
    return running
        .door()
        .post("/accessions/" + accession + "/withdrawal", token(), Map.of("reason", reason));
  }

  Door.Answer status(String accession) {
    return running.door().get("/accessions/" + accession, token(), Map.of());
  }
}
