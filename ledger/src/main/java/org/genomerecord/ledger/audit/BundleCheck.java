package org.genomerecord.ledger.audit;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.genomerecord.ledger.envelope.CanonicalEnvelope;
import org.genomerecord.ledger.text.Malformed;
import org.genomerecord.ledger.tile.MissingTile;
import org.genomerecord.ledger.tile.TileAddress;
import org.genomerecord.ledger.tile.TileFolder;
import org.genomerecord.ledger.tree.Hash;

/// Checks one bundle of entries against its tile of leaf hashes. Bundles do not depend on each
/// other, so that several can be checked at once.
///
/// @param events whether they are read, and not only hashed
/// @param size of the log, as signed
/// @param index of the bundle
record BundleCheck(AuditedLog log, TileFolder folder, boolean events, long size, long index)
    implements Callable<CheckedBundle> {

  @Override
  public CheckedBundle call() {
    var address = TileAddress.within(size, 0, index);
    int width = address.width();
    var bundle = new CheckedBundle(index * TileAddress.FULL, width);
    var hashes = new LeafHashes(width);
    entries(address, bundle, hashes);
    bundle.entries = hashes.count();
    var stored = stored(address, bundle);
    compare(bundle, hashes, stored);
    // Going on with the leaves as stored tells an altered entry from an altered tree: if they lead
    // to the signed root, it is the entry.
    if (stored.length == width * Hash.BYTES) {
      bundle.leaves = stored;
    } else if (hashes.count() == width) {
      bundle.leaves = hashes.bytes();
    }
    var leaves = bundle.leaves;
    if (leaves != null && address.isFull()) {
      bundle.root = Optional.of(hashes.root(leaves));
    }
    return bundle;
  }

  /// Hashes the entries and reads their events, as far as there are any.
  private void entries(TileAddress address, CheckedBundle bundle, LeafHashes hashes) {
    try {
      var bytes = folder.bundle(address);
      int at = 0;
      for (int i = 0; i < address.width() && at < bytes.length; i++) {
        if (bytes.length - at < Short.BYTES) {
          throw new Malformed("the bundle ends inside a length");
        }
        int length = (Byte.toUnsignedInt(bytes[at]) << 8) | Byte.toUnsignedInt(bytes[at + 1]);
        at += Short.BYTES;
        if (bytes.length - at < length) {
          throw new Malformed("the bundle ends inside an entry");
        }
        hashes.add(bytes, at, length);
        if (events) {
          event(bundle, i, Arrays.copyOfRange(bytes, at, at + length));
        }
        at += length;
      }
      if (hashes.count() < address.width()) {
        throw new Malformed("the bundle ends before its last entry");
      }
      if (address.isFull() && at < bytes.length) {
        throw new Malformed("bytes follow its last entry");
      }
    } catch (MissingTile _) {
      found(bundle, Check.FILES, 0, "no " + address.entriesPath());
    } catch (Malformed e) {
      found(bundle, Check.POSITIONS, hashes.count(), address.entriesPath() + ": " + e.getMessage());
    }
  }

  private void compare(CheckedBundle bundle, LeafHashes hashes, byte[] stored) {
    int both = Math.min(hashes.count(), stored.length / Hash.BYTES);
    if (hashes.mismatch(stored) == both) {
      return;
    }
    var made = hashes.bytes();
    for (int i = 0; i < both; i++) {
      int from = i * Hash.BYTES;
      int to = from + Hash.BYTES;
      if (!Arrays.equals(made, from, to, stored, from, to)) {
        found(bundle, Check.LEAF, i, "the entry is not the one that its leaf was made of");
      }
    }
  }

  /// The bytes of the tile that are within the size; none, if they cannot be had.
  private byte[] stored(TileAddress address, CheckedBundle bundle) {
    try {
      var bytes = folder.tile(address);
      int wanted = address.width() * Hash.BYTES;
      if (bytes.length >= wanted
          && bytes.length <= TileAddress.FULL * Hash.BYTES
          && bytes.length % Hash.BYTES == 0) {
        return bytes.length == wanted ? bytes : Arrays.copyOf(bytes, wanted);
      }
      found(bundle, Check.TILE, 0, address.path() + " does not hold the hashes that it has to");
    } catch (MissingTile _) {
      found(bundle, Check.FILES, 0, "no " + address.path());
    } catch (Malformed e) {
      found(bundle, Check.TILE, 0, address.path() + ": " + e.getMessage());
    }
    return new byte[0];
  }

  private void event(CheckedBundle bundle, int i, byte[] entry) {
    try {
      var envelope = CanonicalEnvelope.decode(entry);
      bundle.ids[i] = envelope.id();
      bundle.recordedAtMicros[i] = EventReading.micros(envelope.recordedAt());
      var event = EventReading.read(log, bundle.first + i, envelope);
      bundle.types.merge(event.type(), 1L, Long::sum);
      if (!event.kind().joins().isEmpty()) {
        bundle.events.add(event);
      }
    } catch (Malformed e) {
      found(bundle, Check.EVENT, i, String.valueOf(e.getMessage()));
    }
  }

  private void found(CheckedBundle bundle, Check check, int i, String message) {
    var id = i < bundle.width() ? bundle.ids[i] : null;
    bundle.discrepancies.add(new Discrepancy(check, new Place(log, bundle.first + i, id), message));
  }
}
