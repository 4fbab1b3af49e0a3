package org.genomerecord.ledger.audit;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/// Shows on a terminal how far it has come, ten times a second at most, on the error stream so that
/// the report can go elsewhere. Each pass has a line of its own, which ends when it is through.
final class ProgressBar implements Progress {
  private static final int WIDTH = 32;
  private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();

  private final PrintStream out;
  private final LongSupplier nanos;
  private long shownNanos;

  /// @param nanos a clock that does not go back, such as `System::nanoTime`
  ProgressBar(PrintStream out, LongSupplier nanos) {
    this.out = out;
    this.nanos = nanos;
    shownNanos = nanos.getAsLong() - PAUSE_NANOS;
  }

  /// Silent where nobody looks.
  @SuppressWarnings("SystemConsoleNull") // Null or not depends on the provider of consoles.
  static Progress ofTerminal() {
    var console = System.console();
    return console != null && console.isTerminal()
        ? new ProgressBar(System.err, System::nanoTime)
        : NONE;
  }

  @Override
  public void reached(String pass, long done, long all) {
    long now = nanos.getAsLong();
    if (done < all && now - shownNanos < PAUSE_NANOS) {
      return;
    }
    shownNanos = now;
    int filled = (int) (WIDTH * done / all);
    out.printf(
        Locale.ROOT,
        "\r%-22s [%s%s] %,d of %,d%s",
        pass,
        "#".repeat(filled),
        " ".repeat(WIDTH - filled),
        done,
        all,
        done == all ? System.lineSeparator() : "");
    out.flush();
  }
}
