package org.genomerecord.localstack.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.genomerecord.localstack.LocalStack;
import org.genomerecord.localstack.Progress;

/// How long a built stack takes to stop and to be up again, beside what its three foreign servers
/// need by themselves.
final class StartBenchmark implements Benchmark {
  // "Well under two minutes on two slow cores".
  private static final double UP_SECONDS_MAX = 90;
  private static final List<String> FOREIGN = List.of("postgresql", "kafka", "keycloak");

  @Override
  public String name() {
    return "start";
  }

  @Override
  public String about() {
    return "seconds from ./genome down to a stack that answers again, component by component";
  }

  @Override
  public List<Measurement> run(Workbench bench) {
    Stacks stacks = bench.stacks();
    Map<String, List<Double>> seconds = new TreeMap<>();
    stacks.heardBy(Progress.SILENT).start();
    for (int round = 0; round < (bench.brief() ? 1 : 3); round++) {
      Map<String, Duration> components = new ConcurrentHashMap<>();
      LocalStack stack =
          stacks.heardBy((component, _, elapsed) -> components.put(component, elapsed));
      add(seconds, "down", timed(stack::stop));
      components.clear();
      add(seconds, "up", timed(stack::start));
      components.forEach((component, elapsed) -> add(seconds, component, elapsed));
    }
    double foreign = FOREIGN.stream().mapToDouble(server -> median(seconds, server)).sum();
    var measurements = new ArrayList<Measurement>();
    for (String name : seconds.keySet()) {
      measurements.add(Measurement.of("start." + name, median(seconds, name), "s"));
    }
    measurements.removeIf(measurement -> measurement.name().equals("start.up"));
    measurements.add(
        Measurement.of("start.up", median(seconds, "up"), "s")
            .against(foreign)
            .atMost(UP_SECONDS_MAX));
    return measurements;
  }

  private static Duration timed(Runnable work) {
    long begun = System.nanoTime();
    work.run();
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private static void add(Map<String, List<Double>> seconds, String name, Duration elapsed) {
    seconds.computeIfAbsent(name, _ -> new ArrayList<>()).add(elapsed.toNanos() / 1e9);
  }

  private static double median(Map<String, List<Double>> seconds, String name) {
    List<Double> sorted = seconds.getOrDefault(name, List.of(0.0)).stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
