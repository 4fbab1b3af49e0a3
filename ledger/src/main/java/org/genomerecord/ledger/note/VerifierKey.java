package org.genomerecord.ledger.note;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import org.genomerecord.ledger.text.Malformed;
import org.genomerecord.ledger.text.Octets;
import org.genomerecord.ledger.text.StrictText;

/// A public key with its name and the one type of signature it is for (C2SP signed-note, "vkey").
/// Equal by its text.
public final class VerifierKey {
  private final String name;
  private final SignatureType type;
  private final Octets material;
  private final int keyId;
  private final PublicKey publicKey;

  private VerifierKey(String name, SignatureType type, Octets material) {
    this.name = KeyName.check(name);
    this.type = type;
    this.material = material;
    if (material.length() != type.keyBytes()) {
      throw new Malformed("a key of this type has " + type.keyBytes() + " bytes");
    }
    keyId = keyId(name, type, material);
    publicKey = publicKey(type, material);
  }

  /// A key of the JDK as a vkey.
  ///
  /// @throws Malformed if the name is none, or the key is not of the type's algorithm
  public static VerifierKey of(String name, SignatureType type, PublicKey key) {
    var encoded = key.getEncoded();
    var prefix = type.keyPrefix();
    if (!Arrays.equals(
        encoded, 0, Math.min(prefix.length, encoded.length), prefix, 0, prefix.length)) {
      throw new Malformed("not a public key for " + type.algorithm());
    }
    return new VerifierKey(
        name, type, Octets.of(Arrays.copyOfRange(encoded, prefix.length, encoded.length)));
  }

  /// Reads `name+keyid+base64`, where the base64 is of the type's identifier and the public key.
  ///
  /// @throws Malformed if it is anything else, or the key id is not the key's
  public static VerifierKey parse(String vkey) {
    var parts = vkey.split("\\+", 3);
    if (parts.length != 3) {
      throw new Malformed("a vkey is a name, a key id and a key");
    }
    var typed = Octets.base64(parts[2]);
    if (typed.length() < 2) {
      throw new Malformed("a vkey ends in a key");
    }
    var type = SignatureType.of(typed.bytes(0, 1)[0]);
    var key = new VerifierKey(parts[0], type, Octets.of(typed.bytes(1, typed.length())));
    if (!key.toString().equals(vkey)) {
      throw new Malformed("the key id of a vkey is not that of its key");
    }
    return key;
  }

  private static int keyId(String name, SignatureType type, Octets material) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(StrictText.toUtf8(name));
      sha256.update((byte) '\n');
      sha256.update((byte) type.identifier());
      return ByteBuffer.wrap(sha256.digest(material.bytes())).getInt();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PublicKey publicKey(SignatureType type, Octets material) {
    var encoded = new ByteArrayOutputStream();
    encoded.writeBytes(type.keyPrefix());
    encoded.writeBytes(material.bytes());
    try {
      return KeyFactory.getInstance(type.algorithm())
          .generatePublic(new X509EncodedKeySpec(encoded.toByteArray()));
    } catch (GeneralSecurityException e) {
      throw new Malformed("not a public key for " + type.algorithm());
    }
  }

  public String name() {
    return name;
  }

  public SignatureType type() {
    return type;
  }

  /// The first four bytes of the hash of name, type and key.
  public int keyId() {
    return keyId;
  }

  /// The bare public key: two vkeys with the same one are the same signer.
  public Octets material() {
    return material;
  }

  /// Whether a signature says it is by this key.
  public boolean claims(NoteSignature signature) {
    return signature.keyId() == keyId && signature.name().equals(name);
  }

  /// Whether a signature is by this key, over this text.
  public boolean verifies(String text, NoteSignature signature) {
    var bytes = signature.afterKeyId();
    int time = type.timestamped() ? Long.BYTES : 0;
    if (!claims(signature) || bytes.length != time + type.signatureBytes()) {
      return false;
    }
    long seconds = timestampSeconds(signature);
    try {
      return seconds >= 0
          && verifies(
              SignedMessage.of(type, name, seconds, text),
              Arrays.copyOfRange(bytes, time, bytes.length));
    } catch (Malformed _) {
      return false;
    }
  }

  /// When a signature by this key says it was made: seconds since the epoch, 0 if its type has no
  /// time or the signer says nothing of it.
  long timestampSeconds(NoteSignature signature) {
    return type.timestamped() ? ByteBuffer.wrap(signature.afterKeyId()).getLong() : 0;
  }

  boolean verifies(byte[] message, byte[] signature) {
    try {
      var verifier = Signature.getInstance(type.algorithm());
      verifier.initVerify(publicKey);
      verifier.update(message);
      return verifier.verify(signature);
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerifierKey key
        && name.equals(key.name)
        && type == key.type
        && material.equals(key.material);
  }

  @Override
  public int hashCode() {
    return keyId;
  }

  /// The vkey.
  @Override
  public String toString() {
    var typed = new ByteArrayOutputStream();
    typed.write(type.identifier());
    typed.writeBytes(material.bytes());
    return name + "+%08x+".formatted(keyId) + Octets.of(typed.toByteArray()).base64();
  }
}
