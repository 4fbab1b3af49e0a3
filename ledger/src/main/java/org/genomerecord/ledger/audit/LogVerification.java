package org.genomerecord.ledger.audit;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.genomerecord.ledger.audit.Policies.Judgement;
import org.genomerecord.ledger.checkpoint.Quorum;
import org.genomerecord.ledger.checkpoint.SignedCheckpoint;
import org.genomerecord.ledger.text.Malformed;
import org.genomerecord.ledger.tile.MissingTile;
import org.genomerecord.ledger.tile.PlacedTile;
import org.genomerecord.ledger.tile.TileAddress;
import org.genomerecord.ledger.tile.TileEdge;
import org.genomerecord.ledger.tile.TileFolder;
import org.genomerecord.ledger.tree.Frontier;
import org.genomerecord.ledger.tree.Hash;

/// Verifies one log of an export: signatures, every entry, every tile, the root, every earlier
/// checkpoint. Bundles are checked by several threads and put together in order; what is held in
/// memory does not grow with the log.
final class LogVerification {
  private static final byte[] NONE = new byte[0];

  /// Bundles in a row of which nothing is there, after which no more are looked for: a checkpoint
  /// can say any size.
  private static final int ABSENT_MAX = 1_000;

  private final AuditedLog log;
  private final Path folder;
  private final TileFolder tiles;
  private final Policies policies;
  private final Discrepancies discrepancies;
  private final Clock clock;
  private final boolean readEvents;
  private final Consumer<AuditedEvent> events;

  private final Map<String, Long> types = new HashMap<>();

  /// The tree above the leaves: its leaves are the roots of full tiles.
  private final TileEdge above = new TileEdge();

  /// The leaf hashes behind the last full tile, one after another.
  private byte[] partial = NONE;

  private long entries;
  private boolean broken;

  /// @param events gets each event that others have to agree with, in order
  LogVerification(
      AuditedLog log,
      AuditRequest request,
      Policies policies,
      Discrepancies discrepancies,
      Consumer<AuditedEvent> events) {
    this.log = log;
    this.folder = request.folder().resolve(log.folderName());
    this.tiles = new TileFolder(folder);
    this.policies = policies;
    this.discrepancies = discrepancies;
    this.clock = new Clock(log, request.clockTolerance(), discrepancies);
    this.readEvents = request.events();
    this.events = events;
  }

  /// @param brought earlier checkpoints that are not in the export, of any log
  /// @param progress gets the number of entries, now and then
  /// @return nothing, if there is no checkpoint to begin with
  Optional<LogSummary> run(ExecutorService workers, List<Path> brought, Progress progress) {
    var files = new CheckpointFiles(log, policies, discrepancies);
    var newest = files.newest(folder);
    if (newest.isEmpty()) {
      return Optional.empty();
    }
    var judgement = judge(newest.get());
    var checkpoint = newest.get().checkpoint();
    var earlier = files.earlier(folder, brought, checkpoint.origin());
    stream(workers, checkpoint.size(), new ArrayDeque<>(earlier), progress);
    if (!broken) {
      finish(checkpoint.size());
      if (!root(checkpoint.size()).equals(checkpoint.root())) {
        discrepancies.add(
            Check.ROOT, Place.of(log), "the leaves do not hash to the root that was signed");
      }
    }
    clock.checkpoint(judgement.signedAtSeconds(), judgement.witnessedAtSeconds());
    return Optional.of(
        new LogSummary(
            log,
            checkpoint.origin(),
            checkpoint.size(),
            checkpoint.root(),
            judgement.keys(),
            judgement.witnesses(),
            policies
                .of(checkpoint.origin())
                .map(policy -> !(policy.quorum() instanceof Quorum.None))
                .orElse(false),
            earlier.size(),
            entries,
            types,
            clock.first(),
            clock.latest()));
  }

  private Judgement judge(SignedCheckpoint newest) {
    var judgement = policies.judge(newest);
    if (!judgement.unsigned().isEmpty()) {
      discrepancies.add(
          Check.SIGNATURE, Place.of(log), "its checkpoint is " + judgement.unsigned());
    }
    if (!judgement.unwitnessed().isEmpty()) {
      discrepancies.add(Check.WITNESS, Place.of(log), "its checkpoint: " + judgement.unwitnessed());
    }
    return judgement;
  }

  private void stream(
      ExecutorService workers,
      long size,
      ArrayDeque<EarlierCheckpoint> earlier,
      Progress progress) {
    long bundles = Math.ceilDiv(size, TileAddress.FULL);
    var running = new ArrayDeque<Future<CheckedBundle>>();
    long submitted = 0;
    int absent = 0;
    for (long next = 0; next < bundles && absent < ABSENT_MAX; next++) {
      while (submitted < bundles && running.size() < Verification.AHEAD_MAX) {
        running.add(workers.submit(new BundleCheck(log, tiles, readEvents, size, submitted++)));
      }
      var bundle = result(running.remove());
      take(bundle, earlier);
      absent = bundle.leaves == null && bundle.entries == 0 ? absent + 1 : 0;
      progress.reached(log.folderName(), Math.min(size, (next + 1) * TileAddress.FULL), size);
    }
    if (absent == ABSENT_MAX) {
      discrepancies.add(
          Check.FILES, Place.of(log), "so many files are missing that it was given up");
    }
    while (!earlier.isEmpty()) {
      compare(earlier.remove(), size);
    }
  }

  private static CheckedBundle result(Future<CheckedBundle> running) {
    try {
      return running.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw new IllegalStateException(e);
    }
  }

  private void take(CheckedBundle bundle, ArrayDeque<EarlierCheckpoint> earlier) {
    bundle.discrepancies.forEach(discrepancies::add);
    bundle.events.forEach(events);
    bundle.types.forEach((type, count) -> types.merge(type, count, Long::sum));
    entries += bundle.entries;
    var leaves = bundle.leaves;
    broken |= leaves == null;
    for (int i = 0; i < bundle.width(); i++) {
      long position = bundle.first + i;
      while (!earlier.isEmpty() && earlier.peek().size() <= position) {
        partial = leaves == null ? NONE : Arrays.copyOf(leaves, i * Hash.BYTES);
        compare(earlier.remove(), position);
      }
      clock.event(position, bundle.ids[i], bundle.recordedAtMicros[i]);
    }
    partial = leaves == null ? NONE : leaves;
    if (bundle.root.isPresent() && !broken) {
      partial = NONE;
      above.append(bundle.root.get()).forEach(this::compare);
    }
  }

  /// Compares with an earlier checkpoint when as many leaves were taken as it has, or all.
  private void compare(EarlierCheckpoint earlier, long taken) {
    if (earlier.size() > taken) {
      discrepancies.add(
          Check.CHECKPOINT,
          Place.of(log, taken),
          "%s has %d entries, the log only %d".formatted(earlier.source(), earlier.size(), taken));
      return;
    }
    clock.checkpoint(earlier.signedAtSeconds(), earlier.witnessedAtSeconds());
    if (broken) {
      discrepancies.add(
          Check.FILES, Place.of(log, taken), earlier.source() + " could not be compared with");
    } else if (!root(taken).equals(earlier.root())) {
      discrepancies.add(
          Check.CHECKPOINT,
          Place.of(log, taken),
          "the first %d entries are not those of %s".formatted(taken, earlier.source()));
    }
  }

  /// The root over the full tiles and the leaves after them.
  private Hash root(long size) {
    var hashes = new ArrayList<>(above.frontier().hashes());
    var behind = new Frontier();
    LeafHashes.split(partial).forEach(behind::append);
    hashes.addAll(behind.hashes());
    return new Frontier(size, hashes).root();
  }

  private void finish(long size) {
    above.partial().forEach(this::compare);
    if (above.size() != size / TileAddress.FULL) {
      throw new IllegalStateException("a full tile was passed over");
    }
  }

  /// Compares a tile above the leaves with the one that is stored.
  private void compare(PlacedTile made) {
    var address =
        new TileAddress(made.address().level() + 1, made.address().index(), made.address().width());
    try {
      var stored = tiles.read(address).hashes();
      if (stored.size() < address.width()
          || !stored.subList(0, address.width()).equals(made.tile().hashes())) {
        tile(Check.TILE, address.path() + " does not hold the hashes of the tiles below it");
      }
    } catch (MissingTile _) {
      tile(Check.FILES, "no " + address.path());
    } catch (Malformed e) {
      tile(Check.TILE, address.path() + ": " + e.getMessage());
    }
  }

  private void tile(Check check, String message) {
    discrepancies.add(check, Place.of(log), message);
  }
}
