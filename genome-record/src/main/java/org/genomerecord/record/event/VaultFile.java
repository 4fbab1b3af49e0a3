package org.genomerecord.record.event;

/// A sealed file in the vault.
///
/// @param digest SHA-256 of the sealed bytes, 64 lower-case hex digits; it names the file
/// @param sizeBytes of the sealed bytes
/// @param generation of the subject key, from 1
/// @param binding what the sealed bytes are bound to, as associated data
public record VaultFile(String digest, long sizeBytes, int generation, String binding) {
  /// @throws IllegalArgumentException if the digest is not 64 lower-case hex digits
  public VaultFile {
    if (!digest.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("a digest is 64 lower-case hex digits");
    }
  }
}
