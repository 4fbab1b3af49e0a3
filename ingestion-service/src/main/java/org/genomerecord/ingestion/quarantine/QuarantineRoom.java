package org.genomerecord.ingestion.quarantine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.LaboratoryId;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;

/// Keeps what waits of a laboratory within its bounds, and what is on its way there: several files
/// that come at once have one room. In memory, as one process writes here. Of one laboratory one is
/// looked at after the other; none waits for another laboratory's.
///
/// What comes takes its place as it is found out what waits, and gives it back when it is on record
/// or is not: so it is always in one of the two, and counts once, by its accession.
final class QuarantineRoom {
  private final int filesMax;
  private final long bytesMax;
  private final Map<LaboratoryId, Coming> laboratories = new ConcurrentHashMap<>();

  QuarantineRoom(int filesMax, long bytesMax) {
    this.filesMax = filesMax;
    this.bytesMax = bytesMax;
  }

  /// What comes of one laboratory: it is its own lock, and stays, as there are few laboratories.
  private static final class Coming {
    private final List<Place> places = new ArrayList<>();

    /// Sealed bytes of what waits, as it was last asked for.
    private Map<AccessionId, Long> held = new HashMap<>();
  }

  /// Takes a place. What waits under the accession already would go.
  ///
  /// @param held sealed bytes of what waits of the laboratory now, by accession; is asked at once,
  ///   and again before the file is refused: something may have been released meanwhile
  /// @throws Refusal forbidden, if there is no room at all
  Place take(
      LaboratoryId laboratory, AccessionId accession, Supplier<Map<AccessionId, Long>> held) {
    var coming = laboratories.computeIfAbsent(laboratory, _ -> new Coming());
    var place = new Place(coming, accession, held);
    synchronized (coming) {
      coming.held = new HashMap<>(held.get());
      coming.places.add(place);
      if (files(coming) > filesMax || bytes(coming) >= bytesMax) {
        place.close();
        throw full();
      }
    }
    return place;
  }

  private static int files(Coming coming) {
    var accessions = new HashSet<>(coming.held.keySet());
    coming.places.forEach(place -> accessions.add(place.accession));
    return accessions.size();
  }

  private static long bytes(Coming coming) {
    var held = new HashMap<>(coming.held);
    coming.places.forEach(place -> held.remove(place.accession));
    return held.values().stream().mapToLong(Long::longValue).sum()
        + coming.places.stream().mapToLong(place -> place.bytes).sum();
  }

  private static Refusal full() {
    return new Refusal(
        Category.FORBIDDEN,
        "quarantine-full",
        "no patient with a consent to collect this was found, and too much of your laboratory waits"
            + " for that already; have some of it released or discarded, and send it again");
  }

  /// One file's on its way. Closing it gives it back.
  final class Place implements AutoCloseable {
    private final Coming coming;
    private final AccessionId accession;
    private final Supplier<Map<AccessionId, Long>> held;
    private long bytes;

    private Place(Coming coming, AccessionId accession, Supplier<Map<AccessionId, Long>> held) {
      this.coming = coming;
      this.accession = accession;
      this.held = held;
    }

    /// Counts bytes that are about to be sealed.
    ///
    /// @throws Refusal forbidden, if they do not fit
    void grow(long more) {
      become(bytes + more);
    }

    /// As many as it is now that it is sealed.
    ///
    /// @throws Refusal forbidden, if they do not fit
    void become(long sealedBytes) {
      synchronized (coming) {
        bytes = sealedBytes;
        if (bytes(coming) <= bytesMax) {
          return;
        }
        coming.held = new HashMap<>(held.get());
        if (bytes(coming) > bytesMax) {
          throw full();
        }
      }
    }

    /// It is on record, and waits from now on.
    void recorded() {
      synchronized (coming) {
        coming.held.put(accession, bytes);
      }
    }

    @Override
    public void close() {
      synchronized (coming) {
        coming.places.remove(this);
      }
    }
  }
}
