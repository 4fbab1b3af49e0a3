package org.genomerecord.ledger.envelope;

import java.io.ByteArrayOutputStream;
import org.genomerecord.ledger.text.StrictText;
import org.jspecify.annotations.Nullable;

/// Writes the fields of an envelope: numbers big-endian, texts with their length before them.
final class FieldWriter {
  static final int ABSENT = -1;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);

  void octet(int value) {
    out.write(value);
  }

  void count(int value) {
    out.write(value >>> 24);
    out.write(value >>> 16);
    out.write(value >>> 8);
    out.write(value);
  }

  void text(@Nullable String text) {
    if (text == null) {
      count(ABSENT);
      return;
    }
    var utf8 = StrictText.toUtf8(text);
    count(utf8.length);
    out.writeBytes(utf8);
  }

  byte[] bytes() {
    if (out.size() > CanonicalEnvelope.BYTES_MAX) {
      throw new EnvelopeTooLarge(out.size());
    }
    return out.toByteArray();
  }
}
