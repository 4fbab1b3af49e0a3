package org.genomerecord.ledger.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/// Reads what has exactly one spelling.
public final class StrictText {
  private static final Pattern DECIMAL = Pattern.compile("0|[1-9][0-9]{0,18}");

  private static final char REPLACEMENT = '\uFFFD';

  private StrictText() {}

  /// Text from UTF-8.
  ///
  /// @throws Malformed if the bytes are not valid UTF-8
  public static String fromUtf8(byte[] bytes) {
    // What is not UTF-8 comes out as the replacement character; only then is a closer look needed.
    var text = new String(bytes, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) < 0) {
      return text;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new Malformed("not UTF-8");
    }
  }

  /// UTF-8 of a text.
  ///
  /// @throws Malformed if the text has half a surrogate pair, which UTF-8 cannot say
  public static byte[] toUtf8(String text) {
    try {
      var buffer = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      var bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      throw new Malformed("not text that UTF-8 can say");
    }
  }

  /// A number from 0 to 2^63 - 1 in ASCII digits, without leading zeroes or a sign.
  ///
  /// @throws Malformed if it is anything else
  public static long decimal(String text) {
    if (DECIMAL.matcher(text).matches()) {
      try {
        return Long.parseLong(text);
      } catch (NumberFormatException e) {
        throw new Malformed("a number beyond 2^63 - 1");
      }
    }
    throw new Malformed("not a decimal number without leading zeroes");
  }

  /// The lines of a text in which each line, the last one too, ends in a newline.
  ///
  /// @throws Malformed if the last line does not, or there is none
  public static List<String> lines(String text) {
    if (!text.endsWith("\n")) {
      throw new Malformed("the last line does not end in a newline");
    }
    return List.of(text.substring(0, text.length() - 1).split("\n", -1));
  }
}
