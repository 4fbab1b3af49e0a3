package org.genomerecord.ledger.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "Verify an export of the logs, offline, with public keys alone.",
    footer = AuditCommand.EXIT_CODES)
final class VerifyCommand implements Callable<Integer> {
  private static final Duration TOLERANCE_MAX = Duration.ofDays(365);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FOLDER", description = "the export")
  private Path folder = Path.of("");

  @Mixin private PolicyFiles policies = new PolicyFiles();

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description = "an earlier checkpoint that you or a witness kept")
  private List<Path> checkpoints = new ArrayList<>();

  @Option(names = "--json", paramLabel = "FILE", description = "write the report as JSON")
  private @Nullable Path json;

  @Option(names = "--report", paramLabel = "FILE", description = "write the report as text")
  private @Nullable Path report;

  @Option(
      names = "--clock-tolerance",
      paramLabel = "DURATION",
      defaultValue = "PT1H",
      description = "how far recorded times may go back (ISO-8601, default: ${DEFAULT-VALUE})")
  private Duration clockTolerance = AuditRequest.CLOCK_TOLERANCE;

  @Option(names = "--threads", description = "that hash (default: one per core)")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Override
  public Integer call() throws IOException {
    if (threads < 1 || clockTolerance.isNegative() || clockTolerance.compareTo(TOLERANCE_MAX) > 0) {
      throw new ParameterException(
          spec.commandLine(), "at least one thread, and a tolerance of 0 to " + TOLERANCE_MAX);
    }
    if (!Files.isDirectory(folder)) {
      throw new AuditFault("there is no folder " + folder);
    }
    var request =
        new AuditRequest(folder, policies.read(), checkpoints, clockTolerance, threads, true);
    var result = Verification.run(request, ProgressBar.ofTerminal());
    var at = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    var text = TextReport.of(request, result, at);
    if (report != null) {
      Files.writeString(report, text);
    }
    if (json != null) {
      Files.writeString(json, JsonReport.of(request, result, at));
    }
    var out = spec.commandLine().getOut();
    out.print(report == null ? text : shortly(result));
    out.flush();
    return result.exitCode();
  }

  private static String shortly(AuditResult result) {
    return (result.isProven()
            ? "PROVEN: nothing was found"
            : "NOT PROVEN: " + TextReport.summary(result.counts()))
        + System.lineSeparator();
  }
}
