package org.genomerecord.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShowingProgressTest {
  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private final AtomicLong nanos = new AtomicLong();
  private final ProgressBar bar =
      new ProgressBar(new PrintStream(screen, false, StandardCharsets.UTF_8), nanos::get);

  private void pass(long millis) {
    nanos.addAndGet(Duration.ofMillis(millis).toNanos());
  }

  /// What was written, a line for each time that something was.
  private List<String> shown() {
    var shown = List.of(screen.toString(StandardCharsets.UTF_8).split("\r"));
    return shown.subList(1, shown.size());
  }

  @Test
  void eachPassFillsABarOfItsOwn() {
    bar.reached("consent.events", 1_024, 4_096);
    pass(100);
    bar.reached("consent.events", 2_048, 4_096);
    bar.reached("consent.events", 4_096, 4_096);
    bar.reached("reconciliation", 9_999, 9_999);

    assertThat(shown())
        .containsExactly(
            "consent.events         [########                        ] 1,024 of 4,096",
            "consent.events         [################                ] 2,048 of 4,096",
            "consent.events         [################################] 4,096 of 4,096"
                + System.lineSeparator(),
            "reconciliation         [################################] 9,999 of 9,999"
                + System.lineSeparator());
  }

  @Test
  void itIsDrawnTenTimesASecondAndAtTheEnd() {
    for (int done = 1; done <= 1_000; done++) {
      bar.reached("consent.events", done, 1_000);
      pass(1);
    }

    assertThat(shown()).hasSize(11).last().asString().endsWith(System.lineSeparator());
    assertThat(shown().get(1)).contains(" 101 of 1,000");
  }

  /// What was heard last of each pass, in the order of the passes.
  private static Map<String, List<Long>> heard(AuditRequest request) {
    var last = new LinkedHashMap<String, List<Long>>();
    Verification.run(
        request,
        (pass, done, all) -> {
          var before = last.put(pass, List.of(done, all));
          assertThat(before == null ? 0 : before.getFirst()).isLessThan(done);
          assertThat(before == null ? all : before.getLast()).isEqualTo(all);
        });
    return last;
  }

  @Test
  void everyPassOfAVerificationComesToItsEnd(@TempDir Path folder) {
    Exports.honest(folder);
    var request = AuditRequest.of(folder, List.of(Exports.KEYS.policy(true)));

    var passes = heard(request);
    assertThat(passes.keySet())
        .startsWith(
            "consent.events", "ingestion.events", "interpretation.events", "reconciliation");
    assertThat(passes)
        .allSatisfy((pass, last) -> assertThat(last.getFirst()).as(pass).isEqualTo(last.getLast()));
    assertThat(heard(request.ofTheTreeAlone())).hasSize(3);
  }
}
