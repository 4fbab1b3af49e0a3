package org.genomerecord.ledger.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.genomerecord.ledger.checkpoint.Policy;
import org.genomerecord.ledger.text.Malformed;
import org.genomerecord.ledger.text.StrictText;
import picocli.CommandLine.Option;

/// The files with the public keys that an auditor trusts, as an option of a command.
final class PolicyFiles {
  /// Of a policy in a folder of them.
  private static final String ENDING = ".policy";

  @Option(
      names = "--policy",
      required = true,
      paramLabel = "FILE",
      description =
          "keys of logs and witnesses to trust, and the quorum (C2SP tlog-policy); or a folder of"
              + " files *.policy")
  private List<Path> places = new ArrayList<>();

  /// @throws Malformed if a file is no policy; the message names it
  /// @throws AuditFault if there is no policy in a folder
  /// @throws UncheckedIOException if it cannot be read
  List<Policy> read() {
    return places.stream().flatMap(place -> files(place).stream()).map(PolicyFiles::read).toList();
  }

  private static List<Path> files(Path place) {
    if (!Files.isDirectory(place)) {
      return List.of(place);
    }
    try (var inside = Files.list(place)) {
      var files = inside.filter(file -> file.toString().endsWith(ENDING)).sorted().toList();
      if (files.isEmpty()) {
        throw new AuditFault("there is no file *" + ENDING + " in " + place.getFileName());
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Policy read(Path file) {
    try {
      return Policy.parse(StrictText.fromUtf8(Files.readAllBytes(file)));
    } catch (Malformed e) {
      throw new Malformed(file.getFileName() + ": " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
