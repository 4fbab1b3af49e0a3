package org.genomerecord.ledger.note;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.genomerecord.ledger.text.Malformed;
import org.genomerecord.ledger.text.StrictText;
import org.genomerecord.ledger.tree.Hash;

/// The bytes that each type of signature covers.
final class SignedMessage {
  private static final byte[] SUBTREE = "subtree/v1\n\0".getBytes(StandardCharsets.US_ASCII);
  private static final int NAME_BYTES_MAX = 255;

  private SignedMessage() {}

  /// @param name of the signing key
  /// @param timestampSeconds since the epoch; of no meaning to a type without a time
  /// @throws Malformed if the type signs checkpoints only and the text is none
  static byte[] of(SignatureType type, String name, long timestampSeconds, String text) {
    return switch (type) {
      case ED25519 -> StrictText.toUtf8(text);
      case COSIGNATURE_ED25519 ->
          StrictText.toUtf8("cosignature/v1\ntime " + timestampSeconds + "\n" + text);
      case ML_DSA_44 -> checkpoint(name, timestampSeconds, text);
    };
  }

  private static byte[] checkpoint(String name, long timestampSeconds, String text) {
    var lines = StrictText.lines(text);
    if (lines.size() < 3) {
      throw new Malformed("a checkpoint has three lines");
    }
    long size = StrictText.decimal(lines.get(1));
    return subtree(name, timestampSeconds, lines.get(0), 0, size, Hash.ofBase64(lines.get(2)));
  }

  /// The structure `cosigned_message` of tlog-cosignature.
  static byte[] subtree(
      String name, long timestampSeconds, String origin, long start, long end, Hash root) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(SUBTREE);
    shortText(out, name);
    number(out, timestampSeconds);
    shortText(out, origin);
    number(out, start);
    number(out, end);
    out.writeBytes(root.bytes());
    return out.toByteArray();
  }

  private static void shortText(ByteArrayOutputStream out, String text) {
    var utf8 = StrictText.toUtf8(text);
    if (utf8.length < 1 || utf8.length > NAME_BYTES_MAX) {
      throw new Malformed("a cosigned name or origin has 1 to 255 bytes");
    }
    out.write(utf8.length);
    out.writeBytes(utf8);
  }

  private static void number(ByteArrayOutputStream out, long number) {
    out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
  }
}
