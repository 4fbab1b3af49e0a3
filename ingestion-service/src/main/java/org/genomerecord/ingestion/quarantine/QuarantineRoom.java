package org.genomerecord.ingestion.quarantine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.LaboratoryId;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;

/// Keeps what waits of a laboratory within its bounds, and what is on its way there: several files
/// that come at once have one room. In memory, as one process writes here.
///
/// What comes takes its place before it is known what waits, and gives it back when it is on record
/// or is not: so it is always in one of the two, and counts once, by its accession.
final class QuarantineRoom {
  private final int filesMax;
  private final long bytesMax;
  private final Map<LaboratoryId, Coming> laboratories = new HashMap<>();

  QuarantineRoom(int filesMax, long bytesMax) {
    this.filesMax = filesMax;
    this.bytesMax = bytesMax;
  }

  /// @param held sealed bytes of what waits, as of the last file that began to come
  private record Coming(Map<AccessionId, Long> held, List<Place> places) {}

  /// Takes a place. What waits under the accession already would go.
  ///
  /// @param held sealed bytes of what waits of the laboratory now, by accession; is asked once
  /// @throws Refusal forbidden, if there is no room at all
  synchronized Place take(
      LaboratoryId laboratory, AccessionId accession, Supplier<Map<AccessionId, Long>> held) {
    var waiting = held.get();
    var before = laboratories.get(laboratory);
    var coming =
        new Coming(new HashMap<>(waiting), before == null ? new ArrayList<>() : before.places());
    var place = new Place(laboratory, accession);
    coming.places().add(place);
    laboratories.put(laboratory, coming);
    if (files(coming) > filesMax || bytes(coming) >= bytesMax) {
      place.close();
      throw full();
    }
    return place;
  }

  private static int files(Coming coming) {
    var accessions = new HashSet<>(coming.held().keySet());
    coming.places().forEach(place -> accessions.add(place.accession));
    return accessions.size();
  }

  private static long bytes(Coming coming) {
    var held = new HashMap<>(coming.held());
    coming.places().forEach(place -> held.remove(place.accession));
    return held.values().stream().mapToLong(Long::longValue).sum()
        + coming.places().stream().mapToLong(place -> place.bytes).sum();
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
    private final LaboratoryId laboratory;
    private final AccessionId accession;
    private long bytes;

    private Place(LaboratoryId laboratory, AccessionId accession) {
      this.laboratory = laboratory;
      this.accession = accession;
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
      synchronized (QuarantineRoom.this) {
        bytes = sealedBytes;
        if (bytes(coming()) > bytesMax) {
          throw full();
        }
      }
    }

    /// It is on record, and waits from now on.
    void recorded() {
      synchronized (QuarantineRoom.this) {
        coming().held().put(accession, bytes);
      }
    }

    private Coming coming() {
      return Objects.requireNonNull(laboratories.get(laboratory), "it is open");
    }

    @Override
    public void close() {
      synchronized (QuarantineRoom.this) {
        var places = coming().places();
        places.remove(this);
        if (places.isEmpty()) {
          laboratories.remove(laboratory);
        }
      }
    }
  }
}
