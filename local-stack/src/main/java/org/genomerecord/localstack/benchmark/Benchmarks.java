package org.genomerecord.localstack.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.genomerecord.localstack.StackFault;
import org.jspecify.annotations.Nullable;

/// The benchmarks there are. A new one is a class and a line here.
public final class Benchmarks {
  private static final List<Benchmark> ALL = List.of(new StartBenchmark());

  private Benchmarks() {}

  /// Runs one benchmark and prints its table; without a name, lists them.
  ///
  /// @param json where the figures are written to as well
  /// @return 0, or 1 when a goal was missed
  public static int run(
      @Nullable String name,
      boolean brief,
      @Nullable Path json,
      Benchmark.Stacks stacks,
      PrintWriter out) {
    if (name == null) {
      ALL.forEach(benchmark -> out.println(benchmark.name() + "  " + benchmark.about()));
      return 0;
    }
    Benchmark chosen =
        ALL.stream()
            .filter(benchmark -> benchmark.name().equals(name))
            .findFirst()
            .orElseThrow(() ->
                new StackFault("There is no benchmark '" + name + "'", "There are: " + names()));
    List<Measurement> measurements = chosen.run(stacks, brief);
    print(measurements, out);
    if (json != null) {
      write(measurements, json);
    }
    return measurements.stream().allMatch(measurement -> measurement.met().orElse(true)) ? 0 : 1;
  }

  private static String names() {
    return String.join(", ", ALL.stream().map(Benchmark::name).toList());
  }

  static void print(List<Measurement> measurements, PrintWriter out) {
    String line = "%-40s %10s %-6s %10s %6s %8s %s%n";
    out.printf(Locale.ROOT, line, "name", "value", "unit", "reference", "ratio", "goal", "met");
    for (Measurement one : measurements) {
      out.printf(
          Locale.ROOT,
          line,
          one.name(),
          figure(Optional.of(one.value())),
          one.unit(),
          figure(one.reference()),
          figure(one.ratio()),
          figure(one.goal()),
          one.met().map(met -> met ? "✔" : "✖").orElse("-"));
    }
    out.flush();
  }

  private static String figure(Optional<Double> figure) {
    return figure.map(number -> String.format(Locale.ROOT, "%.2f", number)).orElse("-");
  }

  static void write(List<Measurement> measurements, Path json) {
    var mapper = new ObjectMapper();
    ArrayNode list = mapper.createArrayNode();
    for (Measurement one : measurements) {
      list.addObject()
          .put("name", one.name())
          .put("value", one.value())
          .put("unit", one.unit())
          .put("reference", one.reference().orElse(null))
          .put("ratio", one.ratio().orElse(null))
          .put("goal", one.goal().orElse(null))
          .put("met", one.met().orElse(null))
          .put("seed", one.seed().orElse(null));
    }
    try {
      mapper.writerWithDefaultPrettyPrinter().writeValue(json.toFile(), list);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
