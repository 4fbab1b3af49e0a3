package org.genomerecord.ingestion.upload;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.genomerecord.ingestion.partial.UploadChecksum;
import org.jspecify.annotations.Nullable;

/// What of the protocol of uploads reads text from outside, for the fuzzing of it.
public final class FuzzedHeaders {
  private static final long BYTES_MAX = 1L << 40;

  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

  private FuzzedHeaders() {}

  /// @param lines values of `Tus-Resumable`, `Content-Type`, `Upload-Length`, `Upload-Offset`,
  ///   `Content-Length`, `Upload-Checksum`, in this order; a missing line is a missing header
  /// @return each reader, to be called by itself
  public static List<Runnable> headers(List<String> lines) {
    return List.of(
        () -> UploadHeaders.requireVersion(at(lines, 0)),
        () -> UploadHeaders.requireMediaType(at(lines, 1)),
        () -> within(UploadHeaders.length(at(lines, 2), null, BYTES_MAX), 1, BYTES_MAX),
        () -> within(UploadHeaders.offset(at(lines, 3)), 0, Long.MAX_VALUE),
        () -> within(UploadHeaders.announced(at(lines, 4)).orElse(0), 0, Long.MAX_VALUE),
        () -> UploadChecksum.parse(lines.size() > 5 ? lines.get(5) : ""));
  }

  /// `Upload-Metadata` as it came.
  public static String metadata(String header) {
    return UploadMetadata.parse(header, NOW).toString();
  }

  /// `Upload-Metadata` from lines of a key, a space and a value that is not yet base64: what is
  /// broken within a value is reached by this only.
  public static String metadataOf(String lines) {
    return metadata(
        Arrays.stream(lines.split("\n", -1))
            .map(line -> {
              var parts = line.split(" ", 2);
              return parts.length == 1
                  ? parts[0]
                  : parts[0] + " " + Base64.getEncoder().encodeToString(parts[1].getBytes(UTF_8));
            })
            .collect(Collectors.joining(",")));
  }

  private static @Nullable String at(List<String> lines, int index) {
    return index < lines.size() ? lines.get(index) : null;
  }

  private static void within(long number, long least, long most) {
    if (number < least || number > most) {
      throw new IllegalStateException("a number of bytes is out of its bounds");
    }
  }
}
