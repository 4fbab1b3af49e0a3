package org.genomerecord.record.event;

import java.util.Base64;
import java.util.UUID;

/// Bytes sealed under a patient's subject key. Without the key they say nothing.
///
/// @param event the event that the bytes are bound to; they cannot be opened as part of another
/// @param generation of the subject key, from 1
/// @param ciphertext base64 (RFC 4648 section 4); its layout belongs to the sealing package
public record Sealed(UUID event, int generation, String ciphertext) {

  /// @throws IllegalArgumentException if the generation is below 1
  public Sealed {
    if (generation < 1) {
      throw new IllegalArgumentException("a key generation starts at 1");
    }
  }

  public static Sealed of(UUID event, int generation, byte[] ciphertext) {
    return new Sealed(event, generation, Base64.getEncoder().encodeToString(ciphertext));
  }

  /// @throws IllegalArgumentException if the text is not base64
  public byte[] bytes() {
    return Base64.getDecoder().decode(ciphertext);
  }

  @Override
  public String toString() {
    return "Sealed[event=" + event + ", generation=" + generation + "]";
  }
}
