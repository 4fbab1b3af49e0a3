package org.genomerecord.ingestion.upload;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.genomerecord.ingestion.partial.UploadRefusal;
import org.genomerecord.ingestion.partial.UploadRefusal.Kind;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/// The headers of tus 1.0.0, but for metadata and checksum. Pure.
final class UploadHeaders {
  static final String VERSION = "1.0.0";
  static final String MEDIA_TYPE = "application/offset+octet-stream";

  /// RFC 9110 section 5.6.7.
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private UploadHeaders() {}

  /// @throws UploadRefusal if it is missing, or another version
  static void requireVersion(@Nullable String tusResumable) {
    if (!VERSION.equals(tusResumable)) {
      throw new UploadRefusal(Kind.VERSION, "send Tus-Resumable: " + VERSION);
    }
  }

  /// @throws UploadRefusal if the bytes come as something else
  static void requireMediaType(@Nullable String contentType) {
    if (!isMediaType(contentType)) {
      throw new UploadRefusal(Kind.MEDIA_TYPE, "send Content-Type: " + MEDIA_TYPE);
    }
  }

  static boolean isMediaType(@Nullable String contentType) {
    return contentType != null && MEDIA_TYPE.equalsIgnoreCase(contentType.strip());
  }

  /// The length of a new upload.
  ///
  /// @param deferred `Upload-Defer-Length`: not taken
  /// @throws Refusal incorrect, if it is not said, or nothing is to come
  /// @throws UploadRefusal if it is above the bound
  static long length(@Nullable String uploadLength, @Nullable String deferred, long bytesMax) {
    if (deferred != null) {
      throw new Refusal(
          Category.INCORRECT,
          "upload-defer-length",
          "the length of an upload has to be known when it begins: send Upload-Length");
    }
    long length = number("Upload-Length", uploadLength);
    if (length == 0) {
      throw new Refusal(Category.INCORRECT, "upload-empty", "an empty file is no submission");
    }
    if (length > bytesMax) {
      throw new UploadRefusal(Kind.TOO_LARGE, "at most %d bytes are taken".formatted(bytesMax));
    }
    return length;
  }

  /// @throws Refusal incorrect, if it is no number of bytes
  static long offset(@Nullable String uploadOffset) {
    return number("Upload-Offset", uploadOffset);
  }

  private static long number(String header, @Nullable String value) {
    if (value == null || !NUMBER.matcher(value).matches()) {
      throw new Refusal(Category.INCORRECT, "header", header + " holds a number of bytes");
    }
    return Long.parseLong(value);
  }

  /// What `Content-Length` announces; empty where the body is chunked.
  static OptionalLong announced(@Nullable String contentLength) {
    return contentLength == null || !NUMBER.matcher(contentLength).matches()
        ? OptionalLong.empty()
        : OptionalLong.of(Long.parseLong(contentLength));
  }

  static String httpDate(Instant at) {
    return HTTP_DATE.format(at);
  }
}
