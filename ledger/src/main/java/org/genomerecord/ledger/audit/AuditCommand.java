package org.genomerecord.ledger.audit;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import org.genomerecord.ledger.text.Malformed;
import org.genomerecord.ledger.tile.MissingTile;
import org.genomerecord.ledger.tree.InvalidProof;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/// The auditor's commands. Runs by itself, or as a part of a larger program.
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    subcommands = {VerifyCommand.class, ProveCommand.class, CheckCommand.class, HelpCommand.class},
    description = "Verify the logs, offline, with public keys alone.")
public final class AuditCommand {
  static final String EXIT_CODES =
      "%nExit codes: 0 proven, 1 not proven, 2 wrong words, 4 files missing or unreadable.";

  public static void main(String[] words) {
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    System.exit(commandLine(out).execute(words));
  }

  /// The commands, with what they print and the exit codes of their faults.
  public static CommandLine commandLine(PrintWriter out) {
    var line = new CommandLine(new AuditCommand()).setOut(out);
    line.setExecutionExceptionHandler((fault, at, _) -> exitCode(fault, at));
    return line;
  }

  /// What a fault in one of these commands amounts to.
  ///
  /// @param at the command
  /// @return the exit code, once it has been said what is wrong
  /// @throws Exception the fault itself, if it is none that is expected
  public static int exitCode(Exception fault, CommandLine at) throws Exception {
    var err = at.getErr();
    switch (fault) {
      case InvalidProof invalid -> {
        err.println("NOT PROVEN: " + invalid.getMessage());
        return AuditResult.NOT_PROVEN;
      }
      case Malformed _, MissingTile _, AuditFault _ -> err.println("✖ " + fault.getMessage());
      case NoSuchFileException missing -> err.println("✖ there is no " + missing.getFile());
      case UncheckedIOException unreadable -> {
        return exitCode(Objects.requireNonNull(unreadable.getCause()), at);
      }
      case ConnectException _ -> err.println("✖ nobody answers there; is it running?");
      case IOException unreadable -> err.println("✖ cannot be read: " + unreadable);
      default -> throw fault;
    }
    return AuditResult.INCOMPLETE;
  }
}
