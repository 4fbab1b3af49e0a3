package org.genomerecord.ledger.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.genomerecord.ledger.checkpoint.Policy;
import org.genomerecord.ledger.text.Malformed;
import org.genomerecord.ledger.text.StrictText;

/// The files with the public keys that an auditor trusts.
final class PolicyFiles {
  private PolicyFiles() {}

  /// @throws Malformed if a file is no policy; the message names it
  /// @throws UncheckedIOException if it cannot be read
  static List<Policy> read(List<Path> files) {
    return files.stream().map(PolicyFiles::read).toList();
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
