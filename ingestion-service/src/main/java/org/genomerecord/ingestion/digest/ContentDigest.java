package org.genomerecord.ingestion.digest;

import java.io.InputStream;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;

/// The field `Content-Digest` (RFC 9530 section 2): a dictionary (RFC 9651 section 3.2) from names
/// of algorithms to digests of the content as it is sent.
///
/// @param hexByAlgorithm digests in lower-case hex digits, by the algorithm as Java names it; of
///   those that are not trusted for this any more, and of unknown ones, none
public record ContentDigest(Map<String, String> hexByAlgorithm) {
  private static final int LENGTH_MAX = 4096;
  private static final Map<String, String> ALGORITHMS =
      Map.of("sha-256", "SHA-256", "sha-512", "SHA-512");
  private static final Map<String, Integer> BYTES = Map.of("SHA-256", 32, "SHA-512", 64);
  private static final String KEY = "[a-z*][a-z0-9_.*-]{0,63}";
  private static final String BARE_ITEM =
      "(?:\\?[01]|-?[0-9]{1,15}(?:\\.[0-9]{1,3})?|:[A-Za-z0-9+/=]*:|[A-Za-z*][A-Za-z0-9:/!#$%&'*+.^_`|~-]*)";

  /// Its parameters are matched possessively: otherwise two thousand of them would fill the stack.
  private static final Pattern MEMBER =
      Pattern.compile(
          "(%s)=:([A-Za-z0-9+/]*={0,2}):(?:;[ ]*%s(?:=%s)?)*+".formatted(KEY, KEY, BARE_ITEM));

  private static final Pattern COMMA = Pattern.compile("[ \\t]*,[ \\t]*");

  public ContentDigest {
    hexByAlgorithm = Map.copyOf(hexByAlgorithm);
  }

  /// Reads the lines of the field. Of two members of the same name the later one counts; without
  /// lines, nothing is said.
  ///
  /// @throws Refusal incorrect, if it is no such dictionary, or a digest has not the length that
  ///   its algorithm gives
  public static ContentDigest parse(List<String> lines) {
    var text = String.join(", ", lines).strip();
    var digests = new TreeMap<String, String>();
    if (lines.isEmpty()) {
      return new ContentDigest(digests);
    }
    if (text.length() > LENGTH_MAX) {
      throw malformed();
    }
    for (var part : COMMA.split(text, -1)) {
      var member = MEMBER.matcher(part);
      if (!member.matches()) {
        throw malformed();
      }
      var algorithm = ALGORITHMS.get(member.group(1));
      if (algorithm != null) {
        digests.put(algorithm, hex(algorithm, member.group(2)));
      }
    }
    return new ContentDigest(digests);
  }

  private static String hex(String algorithm, String base64) {
    try {
      var digest = Base64.getDecoder().decode(base64);
      if (BYTES.getOrDefault(algorithm, 0) != digest.length) {
        throw malformed();
      }
      return HexFormat.of().formatHex(digest);
    } catch (IllegalArgumentException _) {
      throw malformed();
    }
  }

  private static Refusal malformed() {
    return new Refusal(
        Category.INCORRECT,
        "content-digest-form",
        "a content digest is written sha-256=:…: or sha-512=:…:, with the digest in base64");
  }

  /// The same bytes; whoever reads to their end meets a [Refusal] there if they are others than was
  /// said.
  public InputStream verified(InputStream bytes) {
    return hexByAlgorithm.isEmpty() ? bytes : new VerifiedBytes(bytes, hexByAlgorithm);
  }
}
