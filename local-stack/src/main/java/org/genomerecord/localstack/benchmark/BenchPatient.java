package org.genomerecord.localstack.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.genomerecord.localstack.Stack;
import org.genomerecord.localstack.StackFault;
import org.genomerecord.localstack.identity.PatientAccounts;
import org.genomerecord.localstack.identity.Tokens;
import org.genomerecord.localstack.story.Door;

/// A patient of a benchmark's own, who permits to collect and to use.
final class BenchPatient {
  static final String ISSUER = "urn:oid:2.999.1.1";

  private BenchPatient() {}

  /// Enrols one.
  ///
  /// @return the record number, by which laboratories name the patient
  static String enrol(Stack stack) {
    var door = new Door(stack.gateway());
    var tokens = new Tokens(stack);
    var recordNumber = "B-" + UUID.randomUUID();
    var account = "bench-" + UUID.randomUUID();
    var enrolled =
        expect(
            201,
            door.post(
                "/patients",
                tokens.user("dr-grey"),
                Map.of(
                    "identifier",
                    Map.of("system", ISSUER, "value", recordNumber),
                    "name",
                    "Bea Synthetic",
                    "account",
                    new PatientAccounts(stack).create(account))));
    var provision =
        Map.of(
            "type", "permit",
            "purposesOfUse", List.of("TREAT"),
            "actions", List.of("collect", "use"),
            "dataClasses", List.of("pharmacogenomic"),
            "until", Instant.now().plus(1, ChronoUnit.DAYS).toString());
    var consents = "/patients/" + enrolled.path("patient").asText() + "/consents";
    expect(201, door.post(consents, tokens.user(account), Map.of("provision", provision)));
    return recordNumber;
  }

  /// @throws StackFault if the answer has another status
  static JsonNode expect(int status, Door.Answer answer) {
    if (answer.status() != status) {
      throw new StackFault(
          "The stack answered " + answer.status() + " " + answer.code(),
          "See the logs of its services");
    }
    return answer.json();
  }
}
