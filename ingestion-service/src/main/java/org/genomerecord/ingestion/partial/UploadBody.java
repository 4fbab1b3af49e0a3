package org.genomerecord.ingestion.partial;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/// The bytes of one request, which may be cut short at any place: what came until then counts,
/// unless a checksum was promised.
public final class UploadBody {
  private final InputStream bytes;
  private final @Nullable UploadChecksum checksum;
  private final @Nullable MessageDigest digest;
  private boolean cut;
  private long readBytes;

  /// @param checksum of all of it, or null if none was given
  public UploadBody(InputStream bytes, @Nullable UploadChecksum checksum) {
    this.bytes = bytes;
    this.checksum = checksum;
    this.digest = checksum == null ? null : checksum.start();
  }

  /// As [InputStream#read(byte[], int, int)]; -1 also where the connection was lost.
  int read(byte[] buffer, int lengthMax) {
    if (cut) {
      return -1;
    }
    try {
      int read = bytes.read(buffer, 0, lengthMax);
      readBytes += Math.max(0, read);
      if (digest != null && read > 0) {
        digest.update(buffer, 0, read);
      }
      return read;
    } catch (IOException _) {
      cut = true; // The client finds out by itself how far it came.
      return -1;
    }
  }

  /// How many bytes came so far, whether they count or not.
  public long readBytes() {
    return readBytes;
  }

  boolean hasChecksum() {
    return checksum != null;
  }

  /// Whether all of it came, and it is what was promised. To be asked once, at the end.
  boolean isAsPromised() {
    return checksum == null || (!cut && digest != null && checksum.matches(digest));
  }
}
