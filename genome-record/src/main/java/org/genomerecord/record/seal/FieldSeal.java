package org.genomerecord.record.seal;

import com.google.crypto.tink.prf.PrfSet;
import com.google.crypto.tink.subtle.Random;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// AES-256-GCM under a key derived for one binding, with a commitment to that key.
///
/// Layout, format 1: one byte 1; 32 bytes key commitment; 12 bytes nonce; ciphertext with its
/// 16-byte tag. GCM alone does not commit to its key: one ciphertext could open to two plaintexts
/// under two keys, so the commitment is compared first.
final class FieldSeal {
  private static final byte FORMAT = 1;
  private static final int KEY_BYTES = 32;
  private static final int COMMITMENT_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int OVERHEAD_BYTES = 1 + COMMITMENT_BYTES + NONCE_BYTES + TAG_BITS / 8;

  private FieldSeal() {}

  static byte[] seal(PrfSet subject, String binding, byte[] plaintext) {
    try {
      var derived = derive(subject, binding);
      var nonce = Random.randBytes(NONCE_BYTES);
      var ciphertext = cipher(Cipher.ENCRYPT_MODE, derived, nonce, binding).doFinal(plaintext);
      return ByteBuffer.allocate(plaintext.length + OVERHEAD_BYTES)
          .put(FORMAT)
          .put(derived, KEY_BYTES, COMMITMENT_BYTES)
          .put(nonce)
          .put(ciphertext)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] open(PrfSet subject, String binding, byte[] sealed) {
    if (sealed.length < OVERHEAD_BYTES || sealed[0] != FORMAT) {
      throw new Unsealable("these are not sealed bytes of a known format");
    }
    try {
      var derived = derive(subject, binding);
      var commitment = Arrays.copyOfRange(sealed, 1, 1 + COMMITMENT_BYTES);
      if (!MessageDigest.isEqual(
          commitment, Arrays.copyOfRange(derived, KEY_BYTES, KEY_BYTES + COMMITMENT_BYTES))) {
        throw new Unsealable("sealed under another key or for something else");
      }
      int body = 1 + COMMITMENT_BYTES + NONCE_BYTES;
      var nonce = Arrays.copyOfRange(sealed, 1 + COMMITMENT_BYTES, body);
      return cipher(Cipher.DECRYPT_MODE, derived, nonce, binding)
          .doFinal(sealed, body, sealed.length - body);
    } catch (AEADBadTagException _) {
      throw new Unsealable("the sealed bytes were altered");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// 32 bytes key, 32 bytes commitment.
  private static byte[] derive(PrfSet subject, String binding) throws GeneralSecurityException {
    return subject.computePrimary(
        ("genome-record/field/1|" + binding).getBytes(StandardCharsets.UTF_8),
        KEY_BYTES + COMMITMENT_BYTES);
  }

  private static Cipher cipher(int mode, byte[] derived, byte[] nonce, String binding)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode,
        new SecretKeySpec(derived, 0, KEY_BYTES, "AES"),
        new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(binding.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
