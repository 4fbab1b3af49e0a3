package org.genomerecord.ledger.tree;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.genomerecord.ledger.text.Malformed;
import org.genomerecord.ledger.text.Octets;

/// A SHA-256 hash of the tree: 32 bytes, equal by content (RFC 6962 section 2.1).
public final class Hash {
  /// Length in bytes.
  public static final int BYTES = 32;

  /// The root of a tree without leaves: the hash of nothing.
  public static final Hash EMPTY_ROOT = new Hash(sha256().digest());

  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private final byte[] bytes;

  private Hash(byte[] bytes) {
    this.bytes = bytes;
  }

  /// A copy of 32 bytes.
  ///
  /// @throws Malformed if there are not 32
  public static Hash of(byte[] bytes) {
    return of(bytes, 0, bytes.length);
  }

  /// A copy of 32 bytes inside an array.
  ///
  /// @throws Malformed if there are not 32
  public static Hash of(byte[] bytes, int from, int to) {
    if (to - from != BYTES) {
      throw new Malformed("a hash has 32 bytes");
    }
    return new Hash(Arrays.copyOfRange(bytes, from, to));
  }

  /// Reads base64, strictly.
  ///
  /// @throws Malformed if it is not the base64 of 32 bytes
  public static Hash ofBase64(String text) {
    return of(Octets.base64(text).bytes());
  }

  /// Reads hexadecimal digits.
  ///
  /// @throws Malformed if they are not those of 32 bytes
  public static Hash ofHex(String text) {
    try {
      return of(HexFormat.of().parseHex(text));
    } catch (IllegalArgumentException e) {
      throw new Malformed("not hexadecimal");
    }
  }

  /// The hash of a leaf: SHA-256 of 0x00 and the entry.
  public static Hash leaf(byte[] entry) {
    return leaf(sha256(), entry);
  }

  /// The hash of an inner node: SHA-256 of 0x01, the left and the right child.
  public static Hash node(Hash left, Hash right) {
    return node(sha256(), left, right);
  }

  static Hash leaf(MessageDigest sha256, byte[] entry) {
    sha256.update(LEAF);
    sha256.update(entry);
    return new Hash(sha256.digest());
  }

  static Hash node(MessageDigest sha256, Hash left, Hash right) {
    sha256.update(NODE);
    sha256.update(left.bytes);
    sha256.update(right.bytes);
    return new Hash(sha256.digest());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A copy of the 32 bytes.
  public byte[] bytes() {
    return bytes.clone();
  }

  /// Writes the 32 bytes into an array.
  public void copyTo(byte[] target, int from) {
    System.arraycopy(bytes, 0, target, from, BYTES);
  }

  /// In base64, padded (RFC 4648 section 4).
  public String base64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /// In lower-case hexadecimal digits.
  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return hex();
  }
}
