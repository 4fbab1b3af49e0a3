package org.genomerecord.ledger.note;

import java.util.Arrays;
import java.util.HexFormat;
import org.genomerecord.ledger.text.Malformed;

/// What a key signs and how (C2SP signed-note, "Signature types").
public enum SignatureType {
  /// The note's text itself (RFC 8032).
  ED25519(0x01, "Ed25519", "302a300506032b6570032100", 32, 64, false),
  /// A time and the note's text (C2SP tlog-cosignature).
  COSIGNATURE_ED25519(0x04, "Ed25519", "302a300506032b6570032100", 32, 64, true),
  /// Signer's name, time, origin, size and root of a checkpoint, not its extension lines (C2SP
  /// tlog-cosignature, FIPS 204). Logs and witnesses both sign with it.
  ML_DSA_44(0x06, "ML-DSA-44", "30820532300b06096086480165030403110382052100", 1312, 2420, true);

  private final int identifier;
  private final String algorithm;
  private final String keyPrefix;
  private final int keyBytes;
  private final int signatureBytes;
  private final boolean timestamped;

  SignatureType(
      int identifier,
      String algorithm,
      String keyPrefix,
      int keyBytes,
      int signatureBytes,
      boolean timestamped) {
    this.identifier = identifier;
    this.algorithm = algorithm;
    this.keyPrefix = keyPrefix;
    this.keyBytes = keyBytes;
    this.signatureBytes = signatureBytes;
    this.timestamped = timestamped;
  }

  /// The byte that stands for it before a public key.
  public int identifier() {
    return identifier;
  }

  /// The JDK's name of the algorithm.
  public String algorithm() {
    return algorithm;
  }

  /// Whether eight bytes with a time stand before the signature.
  public boolean timestamped() {
    return timestamped;
  }

  /// Length of a public key as a vkey holds it.
  int keyBytes() {
    return keyBytes;
  }

  /// Length of the signature proper.
  int signatureBytes() {
    return signatureBytes;
  }

  /// What stands before the public key in its X.509 encoding.
  byte[] keyPrefix() {
    return HexFormat.of().parseHex(keyPrefix);
  }

  static SignatureType of(int identifier) {
    return Arrays.stream(values())
        .filter(type -> type.identifier == identifier)
        .findFirst()
        .orElseThrow(() -> new Malformed("a signature type that is not known here"));
  }
}
