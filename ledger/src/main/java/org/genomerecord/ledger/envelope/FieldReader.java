package org.genomerecord.ledger.envelope;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.genomerecord.ledger.text.Malformed;
import org.genomerecord.ledger.text.StrictText;
import org.jspecify.annotations.Nullable;

/// Reads what [FieldWriter] wrote, and refuses everything else.
final class FieldReader {
  private final ByteBuffer in;

  FieldReader(byte[] bytes) {
    in = ByteBuffer.wrap(bytes);
  }

  int octet() {
    try {
      return in.get();
    } catch (BufferUnderflowException e) {
      throw cutShort();
    }
  }

  /// How many fields follow; each takes at least the four bytes of its length.
  int count() {
    int count = number();
    if (count < 0 || count > in.remaining() / Integer.BYTES) {
      throw new Malformed("more fields are announced than there are bytes for");
    }
    return count;
  }

  String text() {
    var text = optionalText();
    if (text == null) {
      throw new Malformed("a field is absent that every envelope has");
    }
    return text;
  }

  @Nullable String optionalText() {
    int length = number();
    if (length == FieldWriter.ABSENT) {
      return null;
    }
    if (length < 0 || length > in.remaining()) {
      throw cutShort();
    }
    var utf8 = new byte[length];
    in.get(utf8);
    return StrictText.fromUtf8(utf8);
  }

  void end() {
    if (in.hasRemaining()) {
      throw new Malformed("bytes follow the envelope");
    }
  }

  private int number() {
    try {
      return in.getInt();
    } catch (BufferUnderflowException e) {
      throw cutShort();
    }
  }

  private static Malformed cutShort() {
    return new Malformed("the envelope is cut short");
  }
}
