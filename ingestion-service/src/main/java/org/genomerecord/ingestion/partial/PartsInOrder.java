package org.genomerecord.ingestion.partial;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.genomerecord.record.seal.SubjectKey;
import org.genomerecord.record.seal.Vault;
import org.jspecify.annotations.Nullable;

/// The opened bytes of parts, one after the other, of which one is open at a time. Reading fails
/// where one is altered, missing, or has not as many bytes as it should.
final class PartsInOrder extends InputStream {
  private final Vault vault;
  private final SubjectKey key;
  private final Iterator<UploadPart> parts;
  private @Nullable InputStream part;
  private long remaining;

  PartsInOrder(Vault vault, SubjectKey key, List<UploadPart> parts) {
    this.vault = vault;
    this.key = key;
    this.parts = parts.iterator();
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    if (length == 0) {
      return 0;
    }
    while (true) {
      if (part == null) {
        if (!parts.hasNext()) {
          return -1;
        }
        var next = parts.next();
        part = vault.open(key, next.file());
        remaining = next.length();
      }
      int read = part.read(buffer, offset, length);
      remaining -= Math.max(0, read);
      if (remaining < 0 || (read < 0 && remaining > 0)) {
        throw new IOException("a part of the upload is not as long as it was");
      }
      if (read >= 0) {
        return read;
      }
      close();
    }
  }

  @Override
  public void close() throws IOException {
    if (part != null) {
      var ended = part;
      part = null;
      ended.close();
    }
  }
}
