package org.genomerecord.interpretation.diplotype;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// The order of allele names: runs of digits by their number, everything else by its letters, so
/// that `*3A` precedes `*10` and `c.61C>T` precedes `c.2846A>T`. A combination comes after what is
/// none and after one of fewer parts, as PharmCAT sorts them; the first part that differs decides
/// between two of as many.
final class AlleleName {
  private static final String BEGIN = "[";
  private static final String END = "]";
  private static final String AND = " + ";

  static final Comparator<String> ORDER =
      Comparator.<String>comparingInt(name -> isCombined(name) ? parts(name).size() : 1)
          .thenComparing(AlleleName::compare);

  private AlleleName() {}

  /// Several variants on one copy as one name, such as `[c.1679T>G + c.2846A>T]`.
  static String combined(List<String> sorted) {
    return sorted.size() == 1 ? sorted.getFirst() : BEGIN + String.join(AND, sorted) + END;
  }

  /// The variants of such a name; a name that is no combination is the only one.
  static List<String> parts(String name) {
    return isCombined(name)
        ? List.of(
            name.substring(BEGIN.length(), name.length() - END.length())
                .split(Pattern.quote(AND), -1))
        : List.of(name);
  }

  private static boolean isCombined(String name) {
    return name.startsWith(BEGIN) && name.endsWith(END);
  }

  private static int compare(String one, String other) {
    int i = isCombined(one) ? BEGIN.length() : 0;
    int j = isCombined(other) ? BEGIN.length() : 0;
    while (i < one.length() && j < other.length()) {
      var end = endOfRun(one, i);
      var otherEnd = endOfRun(other, j);
      var run = one.substring(i, end);
      var otherRun = other.substring(j, otherEnd);
      var order =
          isDigit(run.charAt(0)) && isDigit(otherRun.charAt(0))
              ? byNumber(run, otherRun)
              : run.compareTo(otherRun);
      if (order != 0) {
        return order;
      }
      i = end;
      j = otherEnd;
    }
    var left = Integer.compare(one.length() - i, other.length() - j);
    return left != 0 ? left : one.compareTo(other);
  }

  /// Without reading the number: it has as many digits as a table gives it.
  private static int byNumber(String run, String other) {
    var digits = run.replaceFirst("^0+(?=.)", "");
    var otherDigits = other.replaceFirst("^0+(?=.)", "");
    return digits.length() != otherDigits.length()
        ? Integer.compare(digits.length(), otherDigits.length())
        : digits.compareTo(otherDigits);
  }

  private static int endOfRun(String name, int from) {
    var end = from + 1;
    while (end < name.length() && isDigit(name.charAt(end)) == isDigit(name.charAt(from))) {
      end++;
    }
    return end;
  }

  private static boolean isDigit(char letter) {
    return letter >= '0' && letter <= '9';
  }
}
