package org.genomerecord.localstack.benchmark;

import java.util.Locale;

/// How figures are printed.
final class Figures {
  private Figures() {}

  /// Whole numbers from a thousand on, two digits after the point below.
  static String text(double figure) {
    boolean whole = figure == Math.rint(figure) || Math.abs(figure) >= 1_000;
    return String.format(Locale.ROOT, whole ? "%,.0f" : "%.2f", figure);
  }
}
