package org.genomerecord.record.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
  private static final UUID ID = UUID.fromString("0197e4c0-0000-7000-8000-000000000001");

  private static Envelope envelope(
      String type,
      String at,
      String actor,
      @Nullable String organisation,
      @Nullable String purposeOfUse,
      List<String> tags,
      String payload) {
    return new Envelope(
        ID,
        type,
        "1",
        new Attribution(
            new Actor(actor, "lab", organisation),
            purposeOfUse,
            Instant.parse(at),
            "r",
            null,
            "00-trace"),
        tags,
        payload);
  }

  private static final Envelope PLAIN =
      envelope("a.B", "2026-01-01T12:00:00.5Z", "x", null, "TREAT", List.of("k:v"), "{\"ä\":1}");

  /// Written out by hand from the description of format 1.
  @Test
  void theCanonicalEncodingIsFormatOne() {
    var expected =
        "01"
            + text(ID.toString())
            + text("a.B")
            + text("1")
            + text("2026-01-01T12:00:00.500Z")
            + text("x")
            + text("lab")
            + "ffffffff"
            + text("TREAT")
            + text("r")
            + "ffffffff"
            + "00000001"
            + text("k:v")
            + text("{\"ä\":1}");

    assertThat(HexFormat.of().formatHex(PLAIN.canonical())).isEqualTo(expected);
  }

  private static String text(String text) {
    var utf8 = text.getBytes(StandardCharsets.UTF_8);
    return "%08x".formatted(utf8.length) + HexFormat.of().formatHex(utf8);
  }

  @Test
  void theLeafHashIsThatOfRfc6962() throws NoSuchAlgorithmException {
    var sha256 = MessageDigest.getInstance("SHA-256");
    sha256.update(new byte[] {0});
    sha256.update(PLAIN.canonical());

    assertThat(PLAIN.leafHash()).isEqualTo(sha256.digest());
  }

  @Test
  void everyFieldChangesTheHash() {
    var at = "2026-01-01T12:00:00Z";
    var variants =
        Stream.of(
                envelope("a.B", at, "x", null, null, List.of(), "{}"),
                envelope("a.C", at, "x", null, null, List.of(), "{}"),
                envelope("a.B", "2026-01-01T12:00:00.000001Z", "x", null, null, List.of(), "{}"),
                envelope("a.B", at, "y", null, null, List.of(), "{}"),
                envelope("a.B", at, "x", "", null, List.of(), "{}"),
                envelope("a.B", at, "x", "o", null, List.of(), "{}"),
                envelope("a.B", at, "x", null, "o", List.of(), "{}"),
                envelope("a.B", at, "x", null, null, List.of("k:v"), "{}"),
                envelope("a.B", at, "x", null, null, List.of("k:v", "k:w"), "{}"),
                envelope("a.B", at, "x", null, null, List.of("k:vk:w"), "{}"),
                envelope("a.B", at, "x", null, null, List.of(), "{ }"))
            .map(envelope -> HexFormat.of().formatHex(envelope.leafHash()))
            .toList();

    assertThat(new HashSet<>(variants)).hasSameSizeAs(variants);
  }

  @Test
  void tagsAreSortedAndEachOnce() {
    var tags = List.of("b:1", "a:2", "b:1", "a:1");

    var envelope = envelope("a.B", "2026-01-01T12:00:00Z", "x", null, null, tags, "{}");

    assertThat(envelope.tags()).containsExactly("a:1", "a:2", "b:1");
    assertThat(envelope.tag("a")).isEqualTo("1");
    assertThat(envelope.tag("b")).isEqualTo("1");
    assertThat(envelope.tag("c")).isNull();
  }

  @Test
  void timesAreKeptAsPreciselyAsTheDatabaseKeepsThem() {
    var envelope =
        envelope("a.B", "2026-01-01T12:00:00.123456789Z", "x", null, null, List.of(), "{}");

    assertThat(envelope.attribution().at()).isEqualTo(Instant.parse("2026-01-01T12:00:00.123456Z"));
  }

  @Test
  void printingItShowsNoPayload() {
    assertThat(PLAIN).hasToString("Envelope[" + ID + ", a.B]");
  }
}
