package org.genomerecord.ingestion.partial;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;

/// The checksum of one request's bytes (tus 1.0.0, checksum extension).
///
/// @param algorithm as Java names it
/// @param hex the digest, in lower-case hex digits
public record UploadChecksum(String algorithm, String hex) {
  private static final Map<String, String> ALGORITHMS =
      Map.of("sha1", "SHA-1", "sha256", "SHA-256", "sha-256", "SHA-256");
  private static final Pattern FORM = Pattern.compile("([a-z0-9-]{1,16}) ([A-Za-z0-9+/=]{1,128})");

  /// The names of the algorithms, for `Tus-Checksum-Algorithm`.
  public static String names() {
    return ALGORITHMS.keySet().stream().sorted().collect(Collectors.joining(","));
  }

  /// Reads `Upload-Checksum`: the algorithm, a space, the digest in base64.
  ///
  /// @throws Refusal incorrect, if it is of another form, or by an algorithm that is not there
  public static UploadChecksum parse(String header) {
    var parts = FORM.matcher(header);
    var algorithm = parts.matches() ? ALGORITHMS.get(parts.group(1)) : null;
    if (algorithm == null) {
      throw wrong();
    }
    try {
      var digest = Base64.getDecoder().decode(parts.group(2));
      if (digest.length != start(algorithm).getDigestLength()) {
        throw wrong();
      }
      return new UploadChecksum(algorithm, HexFormat.of().formatHex(digest));
    } catch (IllegalArgumentException _) {
      throw wrong();
    }
  }

  private static Refusal wrong() {
    return new Refusal(
        Category.INCORRECT,
        "upload-checksum-form",
        "Upload-Checksum holds one of %s, a space and the digest in base64".formatted(names()));
  }

  MessageDigest start() {
    return start(algorithm);
  }

  private static MessageDigest start(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean matches(MessageDigest found) {
    return HexFormat.of().formatHex(found.digest()).equals(hex);
  }
}
