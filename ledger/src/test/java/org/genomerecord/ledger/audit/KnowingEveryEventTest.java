package org.genomerecord.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.genomerecord.ledger.envelope.CanonicalEnvelope;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The audit has its own list of events. It may not lag behind the published contracts.
class KnowingEveryEventTest {
  private static final Path CONTRACT = Path.of("../genome-record/src/test/resources/contract");
  private static final UUID SEALED = UUID.fromString("0197e4c0-0000-7000-8000-000000000001");

  static List<Path> contracts() throws IOException {
    try (var files = Files.list(CONTRACT)) {
      var all = files.sorted().toList();
      assertThat(all).isNotEmpty();
      return all;
    }
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void eachPublishedEventIsReadAndItsTagsAreThoseOfItsFields(Path contract) throws IOException {
    var parts = contract.getFileName().toString().split("\\.", -1);
    var type = parts[0] + "." + parts[1];
    var version = parts[2].substring(1);
    var payload = Files.readString(contract).strip();
    var log =
        Stream.of(AuditedLog.values()).filter(one -> one.owns(parts[0])).findFirst().orElseThrow();

    var event = EventReading.read(log, 5, envelope(type, version, payload, tags(type, payload)));

    assertThat(event.type()).isEqualTo(type);
    assertThat(event.keys()).allMatch(key -> key.indexOf(':') > 0);
  }

  /// As docs/events.md says which tags an event has, and the field of the same name its value.
  private static SortedSet<String> tags(String type, String payload) throws IOException {
    var row =
        Files.readAllLines(Path.of("../docs/events.md")).stream()
            .filter(line -> line.startsWith("| `" + type + "` "))
            .findFirst()
            .orElseThrow();
    var keys = row.split("\\|", -1)[4].strip();
    var fields = new ObjectMapper().readTree(payload);
    var tags = new TreeSet<String>();
    for (var key : keys.isEmpty() ? new String[0] : keys.split(", ", -1)) {
      var name =
          switch (key) {
            case "account", "identifier" -> key + "Index";
            case "consents-of" -> "patient";
            case "call-set" -> "callSet";
            case "review-of" -> "emergency";
            case "proxy-account" -> "accountIndex";
            default -> fields.has(key) ? key : key + "s";
          };
      var values = new ArrayList<String>();
      if (fields.path(name).isArray()) {
        fields.path(name).forEach(value -> values.add(value.asText()));
      } else if (fields.has(name)) { // An earlier version may not have it.
        values.add(fields.path(name).asText());
      }
      values.forEach(value -> tags.add(key + ":" + value));
    }
    return tags;
  }

  private static Instant recordedAt(String payload) throws IOException {
    return Instant.parse(
        new ObjectMapper().readTree(payload).path("decidedAt").asText("2026-01-01T12:00:00Z"));
  }

  private static CanonicalEnvelope envelope(
      String type, String version, String payload, SortedSet<String> tags) throws IOException {
    return new CanonicalEnvelope(
        SEALED,
        type,
        version,
        recordedAt(payload),
        "x",
        "service",
        null,
        "TREAT",
        "r",
        null,
        List.copyOf(tags),
        payload);
  }
}
