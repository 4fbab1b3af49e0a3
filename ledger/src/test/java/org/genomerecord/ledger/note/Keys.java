package org.genomerecord.ledger.note;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.List;

/// New key pairs in memory.
public final class Keys {
  private Keys() {}

  public static NoteSigner signer(String name, SignatureType type) {
    try {
      var pair = KeyPairGenerator.getInstance(type.algorithm()).generateKeyPair();
      return new NoteSigner(VerifierKey.of(name, type, pair.getPublic()), pair.getPrivate());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public static List<NoteSigner> signers(String name, List<SignatureType> types) {
    return types.stream().map(type -> signer(name, type)).toList();
  }

  public static List<VerifierKey> verifiers(List<NoteSigner> signers) {
    return signers.stream().map(NoteSigner::verifier).toList();
  }
}
