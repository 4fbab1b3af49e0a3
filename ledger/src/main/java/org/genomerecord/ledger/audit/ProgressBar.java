package org.genomerecord.ledger.audit;

import java.io.PrintStream;
import java.time.Duration;

/// Shows on a terminal how far it has come, ten times a second at most, on the error stream so that
/// the report can go elsewhere.
final class ProgressBar implements Progress {
  private static final int WIDTH = 32;
  private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();

  private final PrintStream out;
  private long shownNanos = System.nanoTime() - PAUSE_NANOS;

  private ProgressBar(PrintStream out) {
    this.out = out;
  }

  /// Silent where nobody looks.
  @SuppressWarnings("SystemConsoleNull") // Null or not depends on the provider of consoles.
  static Progress ofTerminal() {
    var console = System.console();
    return console != null && console.isTerminal() ? new ProgressBar(System.err) : NONE;
  }

  @Override
  public void reached(AuditedLog log, long entries, long size) {
    long now = System.nanoTime();
    if (entries < size && now - shownNanos < PAUSE_NANOS) {
      return;
    }
    shownNanos = now;
    int filled = (int) (WIDTH * entries / size);
    out.printf(
        "\r%-22s [%s%s] %,d of %,d%s",
        log.folderName(),
        "#".repeat(filled),
        " ".repeat(WIDTH - filled),
        entries,
        size,
        entries == size ? System.lineSeparator() : "");
    out.flush();
  }
}
