package org.genomerecord.ingestion.partial;

import java.util.UUID;
import org.genomerecord.record.event.VaultFile;

/// Bytes of an upload that lie together in one sealed file.
///
/// @param offset in the upload, of the first of them
/// @param length how many there are, before sealing
public record UploadPart(long offset, long length, VaultFile file) {

  /// @throws IllegalArgumentException if it is empty or before the beginning
  public UploadPart {
    if (offset < 0 || length < 1) {
      throw new IllegalArgumentException("a part has a place and at least one byte");
    }
  }

  /// What a part's sealed bytes are bound to: they open in no other upload and at no other place.
  static String binding(UUID upload, long offset) {
    return "upload|" + upload + "|" + offset;
  }

  long end() {
    return offset + length;
  }
}
