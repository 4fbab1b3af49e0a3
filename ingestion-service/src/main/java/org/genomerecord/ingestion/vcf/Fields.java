package org.genomerecord.ingestion.vcf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads the specification's numbers, bases and lists from a range of UTF-8 bytes, without making
/// text of them; and splits text at one character, keeping empty fields.
final class Fields {
  /// All digits but the last of -2147483648 to -2147483641.
  private static final byte[] LOWEST_INTEGERS = bytes("-214748364");

  private Fields() {}

  static int count(String text, char separator) {
    int fields = 1;
    for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, at + 1)) {
      fields++;
    }
    return fields;
  }

  static String[] split(String text, char separator) {
    var fields = new String[count(text, separator)];
    int from = 0;
    for (int field = 0; field < fields.length; field++) {
      int to = text.indexOf(separator, from);
      fields[field] = text.substring(from, to < 0 ? text.length() : to);
      from = to + 1;
    }
    return fields;
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// Where the character stands first, or `to`.
  static int find(byte[] text, int from, int to, char character) {
    int at = from;
    while (at < to && text[at] != character) {
      at++;
    }
    return at;
  }

  static boolean isPoint(byte[] text, int from, int to) {
    return to - from == 1 && text[from] == '.';
  }

  static int wholeNumber(String text) {
    var bytes = bytes(text);
    return wholeNumber(bytes, 0, bytes.length);
  }

  /// A whole number without sign, leading zeros, grouping or exponent, up to 2^31 - 1; otherwise
  /// -1.
  static int wholeNumber(byte[] text, int from, int to) {
    int length = to - from;
    if (length <= 0 || length > 10 || (length > 1 && text[from] == '0')) {
      return -1;
    }
    long number = 0;
    for (int at = from; at < to; at++) {
      int digit = text[at] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = 10 * number + digit;
    }
    return number > Integer.MAX_VALUE ? -1 : (int) number;
  }

  /// An integer of VCF 4.3 section 1.3: digits, perhaps after a minus sign, within 32 bits.
  static boolean isInteger(byte[] text, int from, int to) {
    boolean negative = from < to && text[from] == '-';
    int at = negative ? from + 1 : from;
    if (at == to) {
      return false;
    }
    long number = 0;
    for (; at < to; at++) {
      int digit = text[at] - '0';
      if (digit < 0 || digit > 9) {
        return false;
      }
      number = Math.min(10 * number + digit, Integer.MAX_VALUE + 2L);
    }
    return number <= Integer.MAX_VALUE + (negative ? 1L : 0L);
  }

  /// Whether an integer is one of the eight lowest, which have another meaning in BCF (VCF 4.3
  /// section 1.3).
  static boolean isReservedInteger(byte[] text, int from, int to) {
    return to - from == LOWEST_INTEGERS.length + 1
        && Arrays.equals(text, from, to - 1, LOWEST_INTEGERS, 0, LOWEST_INTEGERS.length)
        && text[to - 1] > '0';
  }

  /// One character of UTF-8, of which all bytes but the first begin with the bits 10.
  static boolean isOneCharacter(byte[] text, int from, int to) {
    int characters = 0;
    for (int at = from; at < to; at++) {
      characters += (text[at] & 0xC0) == 0x80 ? 0 : 1;
    }
    return characters == 1;
  }

  /// The numbers of VCF 4.3 section 1.3: decimal or exponent form, or infinity and not-a-number in
  /// any case. What only a programming language reads, such as `1f`, `5.` or `0x1p3`, is none.
  static boolean isFloat(byte[] text, int from, int to) {
    int start = from < to && (text[from] == '-' || text[from] == '+') ? from + 1 : from;
    int at = digitsEnd(text, start, to);
    if (at == to && at > start) {
      return true;
    }
    int digits = at - start;
    if (at < to && text[at] == '.') {
      int fraction = digitsEnd(text, at + 1, to);
      digits = fraction - at - 1;
      at = fraction;
    }
    if (digits == 0) {
      return isWord(text, start, to, "inf")
          || isWord(text, start, to, "infinity")
          || isWord(text, start, to, "nan");
    }
    if (at < to && (text[at] == 'e' || text[at] == 'E')) {
      int exponent = at + 1 < to && (text[at + 1] == '-' || text[at + 1] == '+') ? at + 2 : at + 1;
      return exponent < to && digitsEnd(text, exponent, to) == to;
    }
    return at == to;
  }

  /// One or more of A, C, G, T, N in either case.
  static boolean isBases(byte[] text, int from, int to) {
    for (int at = from; at < to; at++) {
      switch (text[at]) {
        case 'A', 'C', 'G', 'T', 'N', 'a', 'c', 'g', 't', 'n' -> {}
        default -> {
          return false;
        }
      }
    }
    return from < to;
  }

  /// Of an ASCII letter.
  static byte upper(byte character) {
    return character >= 'a' && character <= 'z' ? (byte) (character - 32) : character;
  }

  static boolean equalIgnoringCase(byte[] text, int from, int to, int otherFrom, int otherTo) {
    if (to - from != otherTo - otherFrom) {
      return false;
    }
    for (int at = from, other = otherFrom; at < to; at++, other++) {
      if (upper(text[at]) != upper(text[other])) {
        return false;
      }
    }
    return true;
  }

  /// Latin text for a range of ASCII; of anything else something that is told apart all the same.
  static String text(byte[] text, int from, int to) {
    return new String(text, from, to - from, StandardCharsets.UTF_8);
  }

  /// @param word in lower case
  private static boolean isWord(byte[] text, int from, int to, String word) {
    if (to - from != word.length()) {
      return false;
    }
    for (int at = 0; at < word.length(); at++) {
      if ((text[from + at] | 0x20) != word.charAt(at)) {
        return false;
      }
    }
    return true;
  }

  private static int digitsEnd(byte[] text, int from, int to) {
    int at = from;
    while (at < to && text[at] >= '0' && text[at] <= '9') {
      at++;
    }
    return at;
  }
}
