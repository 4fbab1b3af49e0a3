package org.genomerecord.ledger.note;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import org.genomerecord.ledger.text.Malformed;
import org.genomerecord.ledger.text.Octets;

/// A private key that signs notes under a name.
public final class NoteSigner {
  private final VerifierKey verifier;
  private final PrivateKey key;

  /// @param verifier the public key of the pair, with the name and type to sign as
  public NoteSigner(VerifierKey verifier, PrivateKey key) {
    this.verifier = verifier;
    this.key = key;
  }

  /// What verifies the signatures of this signer.
  public VerifierKey verifier() {
    return verifier;
  }

  /// Signs a text. Whether it may be signed is decided before; see `LogSigner` and `WitnessRules`.
  ///
  /// @param text ends in a newline
  /// @param timestampSeconds since the epoch; left out by a type without a time
  /// @throws Malformed if the type signs checkpoints only and the text is none
  public NoteSignature sign(String text, long timestampSeconds) {
    if (timestampSeconds < 0) {
      throw new IllegalArgumentException("a time before the epoch");
    }
    var type = verifier.type();
    var out = new ByteArrayOutputStream();
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(verifier.keyId()).array());
    if (type.timestamped()) {
      out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(timestampSeconds).array());
    }
    out.writeBytes(sign(SignedMessage.of(type, verifier.name(), timestampSeconds, text)));
    return new NoteSignature(verifier.name(), Octets.of(out.toByteArray()));
  }

  private byte[] sign(byte[] message) {
    try {
      var signer = Signature.getInstance(verifier.type().algorithm());
      signer.initSign(key);
      signer.update(message);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Shows no private key.
  @Override
  public String toString() {
    return "NoteSigner[" + verifier.name() + ", " + verifier.type() + "]";
  }
}
