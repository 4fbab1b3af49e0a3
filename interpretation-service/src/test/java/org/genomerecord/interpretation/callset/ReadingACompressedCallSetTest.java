package org.genomerecord.interpretation.callset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.genomerecord.interpretation.callset.SyntheticCallSet.SAMPLE;
import static org.genomerecord.interpretation.callset.SyntheticCallSet.calls;
import static org.genomerecord.interpretation.callset.SyntheticCallSet.vcf;

import htsjdk.samtools.util.BlockCompressedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class ReadingACompressedCallSetTest {
  @Test
  void gzipAndBgzipOfAnyBlockingAreRead() throws IOException {
    var text = vcf("chr10\t94781859\t.\tG\tA\t.\tPASS\t.\tGT\t0/1").readAllBytes();
    var gzip = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(gzip)) {
      out.write(text);
    }
    var blocks = new ByteArrayOutputStream();
    try (var out = new BlockCompressedOutputStream(blocks, (java.io.File) null)) {
      for (var one : text) {
        out.write(one);
        if (one == '\n') {
          out.flush();
        }
      }
    }
    var expected = calls(new ByteArrayInputStream(text));
    assertThat(expected.calls()).hasSize(1);
    assertThat(calls(new ByteArrayInputStream(gzip.toByteArray()))).isEqualTo(expected);
    assertThat(calls(new ByteArrayInputStream(blocks.toByteArray()))).isEqualTo(expected);
    assertThat(calls(neverAvailable(blocks.toByteArray()))).isEqualTo(expected);
  }

  @Test
  void aTruncatedStreamIsAFault() throws IOException {
    var gzip = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(gzip)) {
      out.write(vcf("chr10\t94781859\t.\tG\tA\t.\tPASS\t.\tGT\t0/1").readAllBytes());
    }
    var cut = new ByteArrayInputStream(gzip.toByteArray(), 0, gzip.size() - 12);
    assertThatThrownBy(() ->
            CallSetReader.read(
                cut, Optional.of(SAMPLE), Optional.empty(), SyntheticCallSet.RELEASE.loci()))
        .isInstanceOf(IOException.class);
  }

  /// The platform's stream takes it for the end of the file.
  @Test
  void aFailureAtTheHeaderOfAMemberIsNoEnd() throws IOException {
    var first = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(first)) {
      vcf("chr10\t94781859\t.\tG\tA\t.\tPASS\t.\tGT\t0/1").transferTo(out);
    }
    var failing =
        new SequenceInputStream(
            new ByteArrayInputStream(first.toByteArray()),
            new FilterInputStream(InputStream.nullInputStream()) {
              @Override
              public int read() throws IOException {
                throw new IOException("the next segment was altered");
              }

              @Override
              public int read(byte[] into, int offset, int length) throws IOException {
                throw new IOException("the next segment was altered");
              }
            });

    assertThatThrownBy(() ->
            CallSetReader.read(
                failing, Optional.of(SAMPLE), Optional.empty(), SyntheticCallSet.RELEASE.loci()))
        .isInstanceOf(IOException.class);
  }

  /// As a decrypting stream answers in the middle of a file.
  private static InputStream neverAvailable(byte[] content) {
    return new FilterInputStream(new ByteArrayInputStream(content)) {
      @Override
      public int available() {
        return 0;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        return super.read(buffer, offset, Math.min(length, 1));
      }
    };
  }
}
