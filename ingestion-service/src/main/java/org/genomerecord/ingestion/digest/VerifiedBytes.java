package org.genomerecord.ingestion.digest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;

/// Bytes that are digested while they are read, and compared at their end.
final class VerifiedBytes extends FilterInputStream {
  private final Map<String, String> expected;
  private final Map<String, MessageDigest> digests;
  private boolean compared;

  VerifiedBytes(InputStream bytes, Map<String, String> hexByAlgorithm) {
    super(bytes);
    this.expected = hexByAlgorithm;
    this.digests =
        hexByAlgorithm.keySet().stream()
            .collect(Collectors.toMap(algorithm -> algorithm, VerifiedBytes::digest));
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = in.read(buffer, offset, length);
    if (read > 0) {
      digests.values().forEach(digest -> digest.update(buffer, offset, read));
    } else if (read < 0 && !compared) {
      compared = true;
      compare();
    }
    return read;
  }

  /// What is skipped would not be digested.
  @Override
  public long skip(long count) {
    return 0;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void compare() {
    digests.forEach((algorithm, digest) -> {
      if (!HexFormat.of().formatHex(digest.digest()).equals(expected.get(algorithm))) {
        throw new Refusal(
            Category.UNSUPPORTED,
            "content-digest",
            "the bytes are not those of which that is the %s digest".formatted(algorithm));
      }
    });
  }
}
