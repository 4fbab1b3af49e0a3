package org.genomerecord.ledger.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.genomerecord.ledger.proof.TlogProof;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "prove",
    mixinStandardHelpOptions = true,
    description = "Write a file that proves one event to somebody who has the public keys.",
    footer = AuditCommand.EXIT_CODES)
final class ProveCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "EVENT", description = "its id, or log and position: consent.events:17")
  private String event = "";

  @Option(names = "--folder", required = true, paramLabel = "FOLDER", description = "the export")
  private Path folder = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "default: the event as given, with the ending .tlog-proof")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new NoSuchFileException(folder.toString());
    }
    var proof =
        new ProofMaking(folder)
            .of(event)
            .orElseThrow(() -> new AuditFault("no log of the export has this event"));
    var file = out == null ? Path.of(event.replace(':', '-') + TlogProof.FILE_EXTENSION) : out;
    Files.writeString(file, proof.format());
    spec.commandLine().getOut().println(file);
    return AuditResult.PROVEN;
  }
}
