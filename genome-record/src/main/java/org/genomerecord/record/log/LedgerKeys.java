package org.genomerecord.record.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.genomerecord.ledger.checkpoint.LogSigner;
import org.genomerecord.ledger.note.KeyFolder;
import org.genomerecord.ledger.text.Malformed;

/// The keys that a log signs with, in a folder that only the service may read.
final class LedgerKeys {
  private LedgerKeys() {}

  /// The signer of a log; for one that has signed nothing yet its keys are made, where there are
  /// none. The vkeys lie beside the keys as `vkeys`, if the folder can be written.
  ///
  /// @param hasSigned whether checkpoints of this log exist: keys of another making cannot continue
  ///   them
  /// @throws IllegalStateException if the keys of a log that has signed are not there, or cannot be
  ///   used
  /// @throws UncheckedIOException if they cannot be read or made
  static LogSigner signer(Path folder, String origin, boolean hasSigned) {
    var keys = new KeyFolder(folder);
    try {
      if (!keys.has(KeyFolder.LOG)) {
        prepare(folder, hasSigned);
      }
      var signer = new LogSigner(origin, keys.loadOrCreate(origin, KeyFolder.LOG));
      var published = folder.resolve("vkeys");
      if (!Files.exists(published) && Files.isWritable(folder)) {
        Files.write(published, signer.verifiers().stream().map(Object::toString).toList());
      }
      return signer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Malformed e) {
      throw new IllegalStateException("the keys of this log cannot be used", e);
    }
  }

  private static void prepare(Path folder, boolean hasSigned) throws IOException {
    if (hasSigned) {
      throw new IllegalStateException(
          "the keys that signed this log are not in their folder; new ones cannot continue it");
    }
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
  }
}
