package org.genomerecord.ledger.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.genomerecord.ledger.checkpoint.SignedCheckpoint;
import org.genomerecord.ledger.text.Malformed;

/// The checkpoints of one log: the newest, and the earlier ones that an export holds or an auditor
/// brings along.
final class CheckpointFiles {
  static final String NEWEST = "checkpoint";
  private static final String EARLIER = "checkpoints";

  /// What an export that was interrupted leaves behind.
  private static final String UNFINISHED = ".new";

  /// More than a note can have, so that a file that is none is not read as a whole.
  private static final int BYTES_MAX = 300_000;

  private final AuditedLog log;
  private final Policies policies;
  private final Discrepancies discrepancies;

  CheckpointFiles(AuditedLog log, Policies policies, Discrepancies discrepancies) {
    this.log = log;
    this.policies = policies;
    this.discrepancies = discrepancies;
  }

  /// The newest checkpoint of an export's log.
  Optional<SignedCheckpoint> newest(Path folder) {
    return read(folder.resolve(NEWEST), log.folderName() + "/" + NEWEST);
  }

  /// Those of the export and those brought along, smallest first. What its log did not sign is no
  /// evidence, and is a discrepancy itself.
  ///
  /// @param origin of the newest; those brought along that have another are other logs'
  List<EarlierCheckpoint> earlier(Path folder, List<Path> brought, String origin) {
    var all = new ArrayList<EarlierCheckpoint>();
    for (var file : files(folder.resolve(EARLIER))) {
      var source = log.folderName() + "/" + EARLIER + "/" + file.getFileName();
      read(file, source)
          .flatMap(checkpoint -> evidence(checkpoint, source, origin))
          .ifPresent(all::add);
    }
    for (var file : brought) {
      var source = String.valueOf(file.getFileName());
      parsed(file)
          .filter(checkpoint -> checkpoint.checkpoint().origin().equals(origin))
          .flatMap(checkpoint -> evidence(checkpoint, source, origin))
          .ifPresent(all::add);
    }
    all.sort(Comparator.comparingLong(EarlierCheckpoint::size));
    return List.copyOf(all);
  }

  private Optional<EarlierCheckpoint> evidence(
      SignedCheckpoint signed, String source, String origin) {
    var checkpoint = signed.checkpoint();
    var judgement = policies.judge(signed);
    if (!checkpoint.origin().equals(origin) || !judgement.isSignedByItsLog()) {
      discrepancies.add(Check.CHECKPOINT, Place.of(log), source + " is not signed by this log");
      return Optional.empty();
    }
    return Optional.of(
        new EarlierCheckpoint(
            source,
            checkpoint.size(),
            checkpoint.root(),
            judgement.signedAtSeconds(),
            judgement.witnessedAtSeconds()));
  }

  private Optional<SignedCheckpoint> read(Path file, String source) {
    if (!Files.isRegularFile(file)) {
      discrepancies.add(Check.FILES, Place.of(log), "no " + source);
      return Optional.empty();
    }
    var checkpoint = parsed(file);
    if (checkpoint.isEmpty()) {
      discrepancies.add(Check.CHECKPOINT, Place.of(log), source + " is not a signed checkpoint");
    }
    return checkpoint;
  }

  /// @throws UncheckedIOException if the file cannot be read
  static Optional<SignedCheckpoint> parsed(Path file) {
    try {
      if (Files.size(file) > BYTES_MAX) {
        return Optional.empty();
      }
      return Optional.of(SignedCheckpoint.parse(Files.readAllBytes(file)));
    } catch (Malformed _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files.filter(file -> !file.toString().endsWith(UNFINISHED)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
