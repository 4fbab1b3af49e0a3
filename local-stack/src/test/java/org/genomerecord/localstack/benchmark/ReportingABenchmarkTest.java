package org.genomerecord.localstack.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.genomerecord.localstack.LocalStack;
import org.genomerecord.localstack.StackFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportingABenchmarkTest {
  @TempDir Path folder;
  private static final Measurement SLOW =
      Measurement.of("start.up", 100, "s").against(50).atMost(90);
  private static final Measurement PLAIN = Measurement.of("start.kafka", 4, "s");

  private static Report report(Measurement... measurements) {
    return new Report("./genome bench start --seed 7", Map.of("seed", "7"), List.of(measurements));
  }

  @Test
  void anUnknownNameIsToldWhichThereAre() {
    assertThatThrownBy(() ->
            Benchmarks.run(
                "speed",
                new Benchmarks.Wishes(false, 1, null, null),
                LocalStack::ofCheckout,
                new PrintWriter(new StringWriter())))
        .isInstanceOfSatisfying(
            StackFault.class, fault -> assertThat(fault.remedy()).contains("start", "append"));
  }

  @Test
  void theFileHoldsEachFigureWithWhatItIsComparedWithAndHowToGetItAgain() throws Exception {
    Path json = folder.resolve("figures.json");

    report(SLOW).writeJson(json);

    assertThat(new ObjectMapper().readTree(json.toFile()))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"command":"./genome bench start --seed 7","facts":{"seed":"7"},"measurements":[
                    {"name":"start.up","value":100.0,"unit":"s","reference":50.0,"ratio":2.0,
                     "goal":90.0,"goalDirection":"AT_MOST","control":false,"met":false}]}
                    """));
  }

  @Test
  void theTableSaysWhetherTheGoalIsMet() {
    var text = new StringWriter();

    report(SLOW, PLAIN).print(new PrintWriter(text));

    assertThat(text.toString()).contains("start.up", "100", "2", "≤ 90", "✖", "start.kafka");
  }

  @Test
  void theTableForTheDocumentsNamesCommandFactsAndFigures() throws Exception {
    Path file = folder.resolve("figures.md");

    report(SLOW).writeMarkdown(file);

    assertThat(Files.readString(file))
        .contains(
            "Command: `./genome bench start --seed 7`",
            "- seed: 7",
            "| `start.up` | 100 | s | 50 | 2 | ≤ 90 | ✖ |");
  }

  @Test
  void theFactsKeepTheirOrder() {
    var facts = new LinkedHashMap<String, String>();
    List.of("date", "commit", "cores", "bench").forEach(name -> facts.put(name, "x"));
    var text = new StringWriter();

    new Report("c", facts, List.of()).print(new PrintWriter(text));

    assertThat(text.toString()).containsSubsequence("date", "commit", "cores", "bench");
  }

  @Test
  void aGoalIsABoundFromAboveOrFromBelow() {
    assertThat(Measurement.of("a", 3, "x").atLeast(3).met()).contains(true);
    assertThat(Measurement.of("a", 2.9, "x").atLeast(3).met()).contains(false);
    assertThat(Measurement.of("a", 3, "x").atMost(3).met()).contains(true);
    assertThat(Measurement.of("a", 3.1, "x").atMost(3).met()).contains(false);
    assertThat(Measurement.of("a", Double.NaN, "x").atLeast(0).met()).contains(false);
  }

  @Test
  void aMissedGoalFailsTheRun() {
    assertThat(report(SLOW, PLAIN).isMet()).isFalse();
    assertThat(report(PLAIN).isMet()).isTrue();
  }

  @Test
  void aControlThatShowsNothingFailsTheRun() {
    var silent = Measurement.of("lost without sync", 0, "events").controlAtLeast(1);
    var text = new StringWriter();

    report(silent).print(new PrintWriter(text));

    assertThat(report(silent).isMet()).isFalse();
    assertThat(text.toString()).contains("≥ 1 control", "✖");
  }
}
