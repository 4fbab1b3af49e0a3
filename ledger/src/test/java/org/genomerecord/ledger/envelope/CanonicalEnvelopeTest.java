package org.genomerecord.ledger.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.genomerecord.ledger.text.Malformed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CanonicalEnvelopeTest {
  private static final UUID ID = UUID.fromString("0197e4c0-0000-7000-8000-000000000001");

  /// The worked example of `docs/ledger.md`.
  static final CanonicalEnvelope EXAMPLE =
      new CanonicalEnvelope(
          ID,
          "a.B",
          "1",
          Instant.parse("2026-01-01T12:00:00.5Z"),
          "x",
          "lab",
          null,
          "TREAT",
          "r",
          null,
          List.of("k:v"),
          "{\"ä\":1}");

  private static String text(@Nullable String text) {
    if (text == null) {
      return "ffffffff";
    }
    var utf8 = text.getBytes(StandardCharsets.UTF_8);
    return "%08x".formatted(utf8.length) + HexFormat.of().formatHex(utf8);
  }

  private static byte[] bytes(String... hex) {
    return HexFormat.of().parseHex(String.join("", hex));
  }

  private static byte[] written(String id, String at, @Nullable String actor, String... tags) {
    var after = "%08x".formatted(tags.length);
    for (var tag : tags) {
      after += text(tag);
    }
    return bytes(
        "01",
        text(id),
        text("a.B"),
        text("1"),
        text(at),
        text(actor),
        text("lab"),
        text(null),
        text("TREAT"),
        text("r"),
        text(null),
        after,
        text("{}"));
  }

  private static byte[] tagged(String... tags) {
    return written(ID.toString(), "2026-01-01T12:00:00Z", "x", tags);
  }

  @Test
  void theWorkedExampleIsThatOfTheDocument() throws IOException {
    var document = Files.readString(Path.of("../docs/ledger.md"));
    var hex = HexFormat.of().formatHex(EXAMPLE.encode());

    assertThat(document.replaceAll("\\s", "")).contains(hex);
    assertThat(document).contains(EXAMPLE.leafHash().hex());
  }

  @Test
  void theEncodingIsFormatOneWrittenOutByHand() {
    assertThat(EXAMPLE.encode())
        .isEqualTo(
            bytes(
                "01",
                text(ID.toString()),
                text("a.B"),
                text("1"),
                text("2026-01-01T12:00:00.500Z"),
                text("x"),
                text("lab"),
                text(null),
                text("TREAT"),
                text("r"),
                text(null),
                "00000001",
                text("k:v"),
                text("{\"ä\":1}")));
    assertThat(CanonicalEnvelope.decode(EXAMPLE.encode())).isEqualTo(EXAMPLE);
  }

  private static void refused(byte[] bytes) {
    assertThatThrownBy(() -> CanonicalEnvelope.decode(bytes)).isInstanceOf(Malformed.class);
  }

  @Test
  void bytesThatFollowAreRefused() {
    assertThat(CanonicalEnvelope.decode(tagged("a:1")).tags()).containsExactly("a:1");
    refused(Arrays.copyOf(tagged("a:1"), tagged("a:1").length + 1));
  }

  @Test
  void everyEnvelopeCutShortIsRefused() {
    var whole = EXAMPLE.encode();
    for (int length = 0; length < whole.length; length++) {
      refused(Arrays.copyOf(whole, length));
    }
  }

  @Test
  void anotherFormatIsRefused() {
    var bytes = tagged();
    bytes[0] = 2;
    refused(bytes);
  }

  @Test
  void tagsUnsortedOrTwiceAreRefused() {
    refused(tagged("b:1", "a:1"));
    refused(tagged("a:1", "a:1"));
  }

  @Test
  void brokenUtf8IsRefused() {
    var bytes = tagged("a:1");
    bytes[bytes.length - 1] = (byte) 0xFF;
    refused(bytes);
  }

  @Test
  void anotherSpellingOfTheIdOrTheTimeIsRefused() {
    refused(written(ID.toString().replace('e', 'E'), "2026-01-01T12:00:00Z", "x"));
    refused(written("197e4c0-0-7000-8000-1", "2026-01-01T12:00:00Z", "x"));
    refused(written(ID.toString(), "2026-01-01T12:00:00.000Z", "x"));
    refused(written(ID.toString(), "2026-01-01T12:00:00.123456789Z", "x"));
    refused(written(ID.toString(), "yesterday", "x"));
  }

  @Test
  void anAbsentActorIsRefused() {
    refused(written(ID.toString(), "2026-01-01T12:00:00Z", null));
  }

  @Test
  void moreTagsThanBytesAreRefused() {
    var bytes = tagged();
    var count =
        HexFormat.of().formatHex(bytes).replace("00000000000000027b7d", "7fffffff000000027b7d");
    refused(bytes(count));
  }

  private static CanonicalEnvelope withPayload(String payload) {
    return new CanonicalEnvelope(
        ID, "a.B", "1", Instant.EPOCH, "x", "lab", null, null, "r", null, List.of(), payload);
  }

  @Test
  void anEnvelopeOfAllBytesThatABundleCanHoldIsTheLargest() {
    int around = withPayload("").encode().length;
    var largest = withPayload("x".repeat(CanonicalEnvelope.BYTES_MAX - around));

    assertThat(largest.encode()).hasSize(65_535);
    assertThat(CanonicalEnvelope.decode(largest.encode())).isEqualTo(largest);
    assertThatThrownBy(() -> withPayload(largest.payload() + "x").encode())
        .isInstanceOf(EnvelopeTooLarge.class)
        .hasMessageContaining("65536 bytes, at most 65535");
  }

  @Test
  void halfASurrogatePairIsRefused() {
    assertThatThrownBy(() -> withPayload("\ud800").encode()).isInstanceOf(Malformed.class);
  }

  @Test
  void printingShowsNoPayload() {
    assertThat(EXAMPLE).hasToString("CanonicalEnvelope[" + ID + ", a.B]");
  }
}
