package org.genomerecord.ledger.note;

import java.nio.ByteBuffer;
import org.genomerecord.ledger.text.Malformed;
import org.genomerecord.ledger.text.Octets;

/// One signature line of a note.
///
/// @param name of the key
/// @param signature key id in four bytes, then what the type of the key says
public record NoteSignature(String name, Octets signature) {
  private static final String DASH = "\u2014 ";
  private static final int KEY_ID_BYTES = 4;

  /// @throws Malformed if the name is none, or nothing follows the key id
  public NoteSignature {
    KeyName.check(name);
    if (signature.length() <= KEY_ID_BYTES) {
      throw new Malformed("a signature is longer than its key id");
    }
  }

  /// Tells, together with the name, which key signed.
  public int keyId() {
    return ByteBuffer.wrap(signature.bytes(0, KEY_ID_BYTES)).getInt();
  }

  /// What follows the key id.
  byte[] afterKeyId() {
    return signature.bytes(KEY_ID_BYTES, signature.length());
  }

  /// The line, without its newline.
  public String line() {
    return DASH + name + " " + signature.base64();
  }

  /// The reverse of [#line].
  ///
  /// @throws Malformed if it is no signature line
  public static NoteSignature parse(String line) {
    int space = line.lastIndexOf(' ');
    if (!line.startsWith(DASH) || space < DASH.length()) {
      throw new Malformed("not a signature line");
    }
    return new NoteSignature(
        line.substring(DASH.length(), space), Octets.base64(line.substring(space + 1)));
  }
}
