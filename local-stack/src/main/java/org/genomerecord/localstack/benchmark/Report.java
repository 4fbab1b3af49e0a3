package org.genomerecord.localstack.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The figures of one run and all that they depend on.
///
/// @param command that gives these figures again
/// @param facts about the run, in order: date, commit, machine, versions, settings
record Report(String command, Map<String, String> facts, List<Measurement> measurements) {
  private static final String LINE = "%-44s %12s %-9s %12s %7s %17s %s%n";

  Report {
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    measurements = List.copyOf(measurements);
  }

  /// Whether every goal is reached and every negative control failed as it has to.
  boolean isMet() {
    return measurements.stream().allMatch(one -> one.met().orElse(true));
  }

  void print(PrintWriter out) {
    out.println();
    facts.forEach((name, value) -> out.printf(Locale.ROOT, "%-16s %s%n", name, value));
    out.println();
    out.printf(Locale.ROOT, LINE, "name", "value", "unit", "reference", "ratio", "goal", "met");
    for (Measurement one : measurements) {
      out.printf(Locale.ROOT, LINE, cells(one));
    }
    out.flush();
  }

  private static String figure(Optional<Double> figure) {
    return figure.map(Figures::text).orElse("-");
  }

  /// The seven cells of a row, in the order of the heading.
  private static Object[] cells(Measurement one) {
    return new Object[] {
      one.name(),
      Figures.text(one.value()),
      one.unit(),
      figure(one.reference()),
      figure(one.ratio()),
      one.goal().map(Goal::text).orElse("-"),
      mark(one)
    };
  }

  private static String mark(Measurement one) {
    return one.met().map(met -> met ? "✔" : "✖").orElse("-");
  }

  void writeJson(Path file) {
    var mapper = new ObjectMapper();
    var root = mapper.createObjectNode().put("command", command);
    var header = root.putObject("facts");
    facts.forEach(header::put);
    var list = root.putArray("measurements");
    for (Measurement one : measurements) {
      list.addObject()
          .put("name", one.name())
          .put("value", one.value())
          .put("unit", one.unit())
          .put("reference", one.reference().orElse(null))
          .put("ratio", one.ratio().orElse(null))
          .put("goal", one.goal().map(Goal::bound).orElse(null))
          .put("goalDirection", one.goal().map(goal -> goal.direction().name()).orElse(null))
          .put("control", one.goal().map(Goal::control).orElse(false))
          .put("met", one.met().orElse(null));
    }
    try {
      mapper.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The table as `docs/benchmarks.md` shows it.
  void writeMarkdown(Path file) {
    var text = new StringBuilder("Command: `" + command + "`\n\n");
    facts.forEach(
        (name, value) -> text.append("- ").append(name).append(": ").append(value + "\n"));
    text.append("\n| figure | value | unit | compared with | ratio | goal | met |\n");
    text.append("| --- | ---: | --- | ---: | ---: | ---: | --- |\n");
    for (Measurement one : measurements) {
      text.append(
          String.format(Locale.ROOT, "| `%s` | %s | %s | %s | %s | %s | %s |%n", cells(one)));
    }
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
