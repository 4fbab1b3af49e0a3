package org.genomerecord.ledger.text;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// Bytes as a value: immutable, equal by content.
public final class Octets {
  private final byte[] bytes;

  private Octets(byte[] bytes) {
    this.bytes = bytes;
  }

  /// A copy of these bytes.
  public static Octets of(byte... bytes) {
    return new Octets(bytes.clone());
  }

  /// Reads base64 (RFC 4648 section 4) strictly: padded, and no bit set that carries nothing.
  ///
  /// @throws Malformed if it is not base64, or another spelling of it
  public static Octets base64(String text) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new Malformed("not base64");
    }
    if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
      throw new Malformed("not base64 in its one spelling");
    }
    return new Octets(bytes);
  }

  public int length() {
    return bytes.length;
  }

  /// A copy of the bytes.
  public byte[] bytes() {
    return bytes.clone();
  }

  /// A copy of the bytes from one index up to another, exclusive.
  public byte[] bytes(int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }

  /// In base64, padded (RFC 4648 section 4).
  public String base64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Octets octets && Arrays.equals(bytes, octets.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
