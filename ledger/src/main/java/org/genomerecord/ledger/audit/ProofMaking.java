package org.genomerecord.ledger.audit;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.genomerecord.ledger.checkpoint.SignedCheckpoint;
import org.genomerecord.ledger.proof.TlogProof;
import org.genomerecord.ledger.text.Malformed;
import org.genomerecord.ledger.text.Octets;
import org.genomerecord.ledger.text.StrictText;
import org.genomerecord.ledger.tile.TileAddress;
import org.genomerecord.ledger.tile.TileFolder;
import org.genomerecord.ledger.tile.TiledTree;
import org.genomerecord.ledger.tree.Hash;
import org.genomerecord.ledger.tree.Proofs;

/// Makes a proof file for one event out of an export.
final class ProofMaking {
  /// In an envelope, the format and the length of the id stand before the id.
  private static final int ID_FROM = 1 + Integer.BYTES;

  private static final int ID_LENGTH = 36;

  private final Path export;

  ProofMaking(Path export) {
    this.export = export;
  }

  /// The proof of an event.
  ///
  /// @param event its id, or the log and the position, such as `consent.events:17`
  /// @return nothing, if no log of the export has it
  /// @throws Malformed if it is neither
  /// @throws org.genomerecord.ledger.tree.InvalidProof if the export contradicts its checkpoint
  /// @throws org.genomerecord.ledger.tile.MissingTile if a file is missing
  Optional<TlogProof> of(String event) {
    int colon = event.lastIndexOf(':');
    if (colon >= 0) {
      var log =
          AuditedLog.named(event.substring(0, colon))
              .orElseThrow(() ->
                  new Malformed(
                      "there is no log of this name; there are " + AuditedLog.folderNames()));
      return checkpoint(log)
          .flatMap(
              checkpoint -> at(log, checkpoint, StrictText.decimal(event.substring(colon + 1))));
    }
    var id = id(event);
    for (var log : AuditedLog.values()) {
      var checkpoint = checkpoint(log);
      var found = checkpoint.flatMap(newest -> position(log, newest.checkpoint().size(), id));
      if (found.isPresent()) {
        return at(log, checkpoint.orElseThrow(), found.get());
      }
    }
    return Optional.empty();
  }

  private Optional<SignedCheckpoint> checkpoint(AuditedLog log) {
    var file = folder(log).resolve(CheckpointFiles.NEWEST);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    return CheckpointFiles.parsed(file)
        .or(() -> {
          throw new Malformed(
              log.folderName() + "/" + file.getFileName() + " is not a signed checkpoint");
        });
  }

  private Optional<TlogProof> at(AuditedLog log, SignedCheckpoint signed, long position) {
    var checkpoint = signed.checkpoint();
    if (position >= checkpoint.size()) {
      return Optional.empty();
    }
    var tiles = new TileFolder(folder(log));
    var bundle =
        tiles.entries(TileAddress.within(checkpoint.size(), 0, position / TileAddress.FULL));
    int at = (int) (position % TileAddress.FULL);
    if (at >= bundle.size()) {
      throw new Malformed("the bundle ends before the entry");
    }
    var entry = bundle.get(at);
    var path = new TiledTree(checkpoint.size(), tiles).prover().inclusion(position);
    Proofs.inclusion(position, checkpoint.size(), Hash.leaf(entry), path, checkpoint.root());
    return Optional.of(new TlogProof(Octets.of(entry), position, path, signed));
  }

  private Optional<Long> position(AuditedLog log, long size, byte[] id) {
    var tiles = new TileFolder(folder(log));
    for (long bundle = 0; bundle * TileAddress.FULL < size; bundle++) {
      var entries = tiles.entries(TileAddress.within(size, 0, bundle));
      for (int i = 0; i < entries.size(); i++) {
        var entry = entries.get(i);
        if (entry.length >= ID_FROM + ID_LENGTH
            && Arrays.equals(entry, ID_FROM, ID_FROM + ID_LENGTH, id, 0, ID_LENGTH)) {
          return Optional.of(bundle * TileAddress.FULL + i);
        }
      }
    }
    return Optional.empty();
  }

  private static byte[] id(String event) {
    try {
      return UUID.fromString(event).toString().getBytes(StandardCharsets.US_ASCII);
    } catch (IllegalArgumentException _) {
      throw new Malformed("an event is an id, or a log and a position: consent.events:17");
    }
  }

  private Path folder(AuditedLog log) {
    return export.resolve(log.folderName());
  }
}
