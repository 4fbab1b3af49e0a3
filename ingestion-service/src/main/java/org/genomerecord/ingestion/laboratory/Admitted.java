package org.genomerecord.ingestion.laboratory;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.genomerecord.record.event.LaboratoryId;
import org.genomerecord.record.event.LaboratoryTerms;

/// A laboratory that may send what it is about to.
public final class Admitted {
  private final LaboratoryId laboratory;
  private final LaboratoryTerms terms;
  private final Quotas quotas;
  private final long declaredBytes;

  Admitted(LaboratoryId laboratory, LaboratoryTerms terms, Quotas quotas, long declaredBytes) {
    this.laboratory = laboratory;
    this.terms = terms;
    this.quotas = quotas;
    this.declaredBytes = declaredBytes;
  }

  public LaboratoryId laboratory() {
    return laboratory;
  }

  public LaboratoryTerms terms() {
    return terms;
  }

  /// Length of the body as announced; 0 if it was not.
  long declaredBytes() {
    return declaredBytes;
  }

  /// The body, of which what goes beyond the announced length is counted as it is read.
  public InputStream counted(InputStream body) {
    return new FilterInputStream(body) {
      private long left = declaredBytes;

      @Override
      public int read() throws IOException {
        int one = super.read();
        count(one < 0 ? 0 : 1);
        return one;
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        count(Math.max(0, read));
        return read;
      }

      @Override
      public long skip(long bytes) throws IOException {
        long skipped = super.skip(bytes);
        count(skipped);
        return skipped;
      }

      private void count(long bytes) {
        long beyond = Math.max(0, bytes - left);
        left = Math.max(0, left - bytes);
        quotas.owe(laboratory, beyond);
      }
    };
  }
}
