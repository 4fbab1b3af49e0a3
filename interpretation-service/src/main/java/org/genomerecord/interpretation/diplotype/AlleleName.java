package org.genomerecord.interpretation.diplotype;

import java.util.Comparator;
import java.util.List;

/// The order of allele names: runs of digits by their number, everything else by its letters, so
/// that `*3A` precedes `*10` and `c.61C>T` precedes `c.2846A>T`. The bracket of a combination does
/// not count.
final class AlleleName {
  static final Comparator<String> ORDER = AlleleName::compare;

  private AlleleName() {}

  /// Several variants on one copy as one name, such as `[c.1679T>G + c.2846A>T]`.
  static String combined(List<String> sorted) {
    return sorted.size() == 1 ? sorted.getFirst() : "[" + String.join(" + ", sorted) + "]";
  }

  private static int compare(String one, String other) {
    int i = one.startsWith("[") ? 1 : 0;
    int j = other.startsWith("[") ? 1 : 0;
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
