package org.genomerecord.ingestion.hl7v2;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.genomerecord.record.permit.PatientIdentifier;

/// A synthetic result, and what a laboratory could have got wrong in it.
final class SampleMessage {
  static final PatientIdentifier PATIENT = new PatientIdentifier("urn:oid:2.999.1.1", "MRN-7");
  static final Hl7Bounds BOUNDS = new Hl7Bounds(20_000, 40, 500, 300);
  static final AssigningAuthorities AUTHORITIES =
      AssigningAuthorities.of(Map.of("NORTH", "urn:oid:2.999.2"));
  static final String TEXT = text();

  private SampleMessage() {}

  private static String text() {
    try (var in = SampleMessage.class.getResourceAsStream("/hl7v2/result.hl7")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .replace('\n', '\r');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String with(String from, String to) {
    if (!TEXT.contains(from)) {
      throw new IllegalArgumentException("the sample does not hold that");
    }
    return TEXT.replace(from, to);
  }

  static Acknowledgement acknowledgement(Hl7Message message) {
    return Acknowledgement.of(message, Instant.parse("2026-11-29T08:00:01Z"), new UUID(0, 1));
  }

  static Hl7Message read(String text) {
    return read(text, StandardCharsets.UTF_8);
  }

  static Hl7Message read(String text, Charset charset) {
    return Hl7Messages.read(text.getBytes(charset), false, PATIENT::equals, BOUNDS, AUTHORITIES);
  }
}
