package org.genomerecord.ingestion.laboratory;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.genomerecord.record.event.LaboratoryId;
import org.genomerecord.record.event.LaboratoryTerms;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.jspecify.annotations.Nullable;

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

  /// @param code of the test directory; null: the submission names none
  /// @throws Refusal forbidden, on record, if the terms name tests and this is none of them
  public Admitted requireTest(@Nullable String code) {
    var codes = terms.testCodes();
    if (!codes.isEmpty() && (code == null || !codes.contains(code))) {
      throw Admission.refused(
          "test-code",
          code == null
              ? "your laboratory may submit results of some tests only: say of which this is"
              : "your laboratory may not submit results of this test");
    }
    return this;
  }

  /// @throws Refusal unsupported, if the laboratory is in the sandbox
  Admitted requireOutsideSandbox() {
    if (terms.sandbox()) {
      throw new Refusal(
          Category.UNSUPPORTED,
          "sandbox",
          "a laboratory in the sandbox submits whole files and nothing else,"
              + " as nothing of them is kept");
    }
    return this;
  }

  /// Counts the bytes of one request of an upload that brought it no further: those of the whole
  /// file were counted at its creation.
  ///
  /// @param readBytes what came
  /// @param addedBytes how much of it counts in the upload
  public void oweOfUpload(long readBytes, long addedBytes) {
    quotas.owe(laboratory, readBytes - addedBytes);
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
