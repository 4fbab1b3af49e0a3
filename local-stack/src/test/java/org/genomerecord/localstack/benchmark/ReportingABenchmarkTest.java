package org.genomerecord.localstack.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.genomerecord.localstack.LocalStack;
import org.genomerecord.localstack.StackFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportingABenchmarkTest {
  @TempDir Path folder;
  private static final Measurement SLOW =
      new Measurement("start.up", 100, "s", Optional.of(50.0), Optional.of(90.0), Optional.empty());

  @Test
  void anUnknownNameIsToldWhichThereAre() {
    assertThatThrownBy(() ->
            Benchmarks.run(
                "speed", false, null, LocalStack::ofCheckout, new PrintWriter(new StringWriter())))
        .isInstanceOfSatisfying(
            StackFault.class, fault -> assertThat(fault.remedy()).contains("start"));
  }

  @Test
  void theFileHoldsEachFigureWithWhatItIsComparedWith() throws Exception {
    Path json = folder.resolve("figures.json");

    Benchmarks.write(List.of(SLOW), json);

    assertThat(new ObjectMapper().readTree(json.toFile()))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    [{"name":"start.up","value":100.0,"unit":"s","reference":50.0,"ratio":2.0,"goal":90.0,"met":false,"seed":null}]
                    """));
  }

  @Test
  void theTableSaysWhetherTheGoalIsMet() {
    var text = new StringWriter();

    Benchmarks.print(List.of(SLOW, Measurement.of("start.kafka", 4, "s")), new PrintWriter(text));

    assertThat(text.toString()).contains("start.up", "100.00", "2.00", "✖", "start.kafka");
  }
}
