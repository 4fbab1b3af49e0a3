package org.genomerecord.localstack;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;

/// How the launcher speaks to a person: one line per component.
final class Console implements Progress {
  private final PrintWriter out;

  Console(PrintWriter out) {
    this.out = out;
  }

  @Override
  public synchronized void heard(String component, Outcome outcome, Duration elapsed) {
    String sign = outcome == Outcome.FAILED ? "✖" : "✔";
    String words = outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    out.println(
        String.format(
            Locale.ROOT,
            "%s %-24s %-16s %6.1f s",
            sign,
            component,
            words,
            elapsed.toMillis() / 1000.0));
    out.flush();
  }

  void fault(StackFault fault) {
    out.println("✖ " + fault.getMessage());
    fault.remedy().lines().forEach(line -> out.println("  " + line));
    // What could not start because another could not is the same fault; what is said here is a
    // fault of its own.
    Stream.of(fault.getSuppressed())
        .map(Throwable::getMessage)
        .distinct()
        .forEach(other -> out.println("✖ " + other));
    out.flush();
  }
}
