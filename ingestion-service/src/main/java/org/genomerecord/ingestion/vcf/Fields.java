package org.genomerecord.ingestion.vcf;

/// Splits text at one character, keeping empty fields, and reads the specification's numbers.
final class Fields {
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

  /// A whole number without sign, leading zeros, grouping or exponent, up to 2^31 - 1; otherwise
  /// -1.
  static int wholeNumber(String text) {
    int length = text.length();
    if (length == 0 || length > 10 || (length > 1 && text.charAt(0) == '0')) {
      return -1;
    }
    long number = 0;
    for (int at = 0; at < length; at++) {
      int digit = text.charAt(at) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = 10 * number + digit;
    }
    return number > Integer.MAX_VALUE ? -1 : (int) number;
  }

  static boolean isInteger(String text) {
    int from = signLength(text);
    return from < text.length() && digitsEnd(text, from) == text.length();
  }

  /// The numbers of VCF 4.3 section 1.3: decimal or exponent form, or infinity and not-a-number in
  /// any case. What only a programming language reads, such as `1f` or `0x1p3`, is none.
  static boolean isFloat(String text) {
    int from = signLength(text);
    var unsigned = text.substring(from);
    if (unsigned.equalsIgnoreCase("inf")
        || unsigned.equalsIgnoreCase("infinity")
        || unsigned.equalsIgnoreCase("nan")) {
      return true;
    }
    int at = digitsEnd(text, from);
    int digits = at - from;
    if (at < text.length() && text.charAt(at) == '.') {
      int fraction = digitsEnd(text, at + 1);
      digits += fraction - at - 1;
      at = fraction;
    }
    if (digits == 0) {
      return false;
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      return isInteger(text.substring(at + 1));
    }
    return at == text.length();
  }

  private static int signLength(String text) {
    return text.startsWith("-") || text.startsWith("+") ? 1 : 0;
  }

  private static int digitsEnd(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}
