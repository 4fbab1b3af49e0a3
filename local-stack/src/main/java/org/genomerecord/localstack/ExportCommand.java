package org.genomerecord.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.genomerecord.ledger.audit.AuditedLog;
import org.genomerecord.ledger.audit.LedgerExport;
import org.genomerecord.localstack.identity.SampleUser;
import org.genomerecord.localstack.identity.Tokens;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Fetches the logs of the running stack as its compliance officer.
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = "Fetch the logs of the running stack into a folder; go on where it stopped.")
final class ExportCommand implements Callable<Integer> {
  private final Supplier<Stack> running;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--out", required = true, paramLabel = "FOLDER", description = "the export")
  private Path folder = Path.of("");

  @Option(
      names = "--keys",
      paramLabel = "FOLDER",
      description =
          "also write what the logs say their keys are, to compare with a policy that you got"
              + " another way")
  private @Nullable Path keys;

  ExportCommand(Supplier<Stack> running) {
    this.running = running;
  }

  @Override
  public Integer call() throws IOException {
    var stack = running.get();
    var tokens = new Tokens(stack);
    var export =
        new LedgerExport(stack.gateway(), () -> tokens.user(SampleUser.OLGA.name()), folder);
    export.run((log, size) ->
        spec.commandLine()
            .getOut()
            .println("✔ %-24s %,d entries".formatted(log.folderName(), size)));
    if (keys != null) {
      Files.createDirectories(keys);
      for (var log : AuditedLog.values()) {
        Files.writeString(keys.resolve(log.folderName() + ".policy"), export.keys(log));
      }
    }
    return 0;
  }
}
