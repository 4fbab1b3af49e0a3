package org.genomerecord.record.store;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.genomerecord.record.sourcing.Attribution;
import org.jspecify.annotations.Nullable;

/// One event as it is stored, position aside.
///
/// @param id UUIDv7, unique in the log
/// @param type namespace and name, such as `consent.ConsentGranted`
/// @param version of the event's wire form
/// @param attribution who, when and why; its time is kept in microseconds, as PostgreSQL keeps it
/// @param tags `key:value`, sorted, each once; without control characters
/// @param payload JSON text; sealed fields inside are ciphertext
public record Envelope(
    UUID id,
    String type,
    String version,
    Attribution attribution,
    List<String> tags,
    String payload) {

  private static final int FORMAT = 1;
  private static final int ABSENT = -1;

  public Envelope {
    tags = tags.stream().distinct().sorted().toList();
    if (!tags.stream().allMatch(LogRows::isPlain)) {
      throw new IllegalArgumentException("a tag is text without control characters");
    }
    attribution =
        new Attribution(
            attribution.actor(),
            attribution.purposeOfUse(),
            attribution.at().truncatedTo(ChronoUnit.MICROS),
            attribution.correlation(),
            attribution.causation(),
            attribution.traceParent());
  }

  /// The canonical encoding that the leaf hash covers, format 1.
  ///
  /// One byte with the format's number; then id, type, version, recorded-at (ISO-8601, UTC), actor,
  /// role, organisation, purpose of use, correlation, causation; then the number of tags (4 bytes)
  /// and the tags in order; then the payload. Each text is its length in bytes (4 bytes,
  /// big-endian, -1 if absent) and its UTF-8 bytes. The trace context is left out: it serves
  /// telemetry only.
  byte[] canonical() {
    var bytes = new ByteArrayOutputStream(256 + payload.length());
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      text(out, id.toString());
      text(out, type);
      text(out, version);
      text(out, attribution.at().toString());
      text(out, attribution.actor().id());
      text(out, attribution.actor().role());
      text(out, attribution.actor().organisation());
      text(out, attribution.purposeOfUse());
      text(out, attribution.correlation());
      text(out, attribution.causation());
      out.writeInt(tags.size());
      for (var tag : tags) {
        text(out, tag);
      }
      text(out, payload);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// SHA-256 of 0x00 and the canonical encoding (RFC 6962 section 2.1): 32 bytes.
  public byte[] leafHash() {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update((byte) 0);
      return sha256.digest(canonical());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The value of the first tag with this key, or null.
  public @Nullable String tag(String key) {
    return tags.stream()
        .filter(tag -> tag.startsWith(key + ":"))
        .map(tag -> tag.substring(key.length() + 1))
        .findFirst()
        .orElse(null);
  }

  private static void text(DataOutputStream out, @Nullable String text) throws IOException {
    if (text == null) {
      out.writeInt(ABSENT);
      return;
    }
    var utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  @Override
  public String toString() {
    return "Envelope[" + id + ", " + type + "]";
  }
}
