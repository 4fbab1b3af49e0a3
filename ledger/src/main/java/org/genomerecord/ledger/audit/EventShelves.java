package org.genomerecord.ledger.audit;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.BiConsumer;

/// Brings together the events that share a key, however many there are: they are put aside in
/// temporary files by the hash of the key, and then looked at one file after another. A file that
/// is too large for memory is spread over further ones first.
final class EventShelves implements AutoCloseable {
  static final long SHELF_BYTES_MAX = 8 << 20;

  private static final int SHELF_BITS = 6;
  private static final int BUFFER_BYTES = 16_384;

  /// Spreads the hashes of texts that differ in few characters.
  private static final int GOLDEN_RATIO = 0x9E3779B9;

  private final Path folder;
  private final int usedBits;
  private final long shelfBytesMax;
  private final List<DataOutputStream> shelves = new ArrayList<>();
  private final List<Long> counts = new ArrayList<>();

  EventShelves(long shelfBytesMax) {
    this(shelfBytesMax, 0);
  }

  /// @param usedBits of the hash by which the events that come were told apart already
  private EventShelves(long shelfBytesMax, int usedBits) {
    this.usedBits = usedBits;
    this.shelfBytesMax = shelfBytesMax;
    try {
      folder = Files.createTempDirectory("genome-audit-");
      for (int i = 0; i < 1 << SHELF_BITS; i++) {
        var out = new BufferedOutputStream(Files.newOutputStream(file(i)), BUFFER_BYTES);
        shelves.add(new DataOutputStream(out));
        counts.add(0L);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Puts an event aside, once for each of its keys.
  void add(AuditedEvent event) {
    var bytes = event.bytes();
    event.keys().forEach(key -> add(key, bytes));
  }

  /// Puts an event aside under a key of its own.
  void add(String key, AuditedEvent event) {
    add(key, event.bytes());
  }

  private void add(String key, byte[] event) {
    int bits = (key.hashCode() * GOLDEN_RATIO) << usedBits;
    int shelf = bits >>> (Integer.SIZE - SHELF_BITS);
    try {
      var out = shelves.get(shelf);
      out.writeUTF(key);
      out.writeInt(event.length);
      out.write(event);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    counts.set(shelf, counts.get(shelf) + 1);
  }

  /// How many events were put aside, each once for each of its keys.
  long size() {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  /// Hands out the events of each key, in the order in which they were put aside. Once only.
  void forEach(BiConsumer<String, List<AuditedEvent>> group) {
    for (int i = 0; i < shelves.size(); i++) {
      try {
        shelves.get(i).close();
        boolean spread =
            Files.size(file(i)) > shelfBytesMax && usedBits + 2 * SHELF_BITS <= Integer.SIZE;
        if (spread) {
          spread(i, group);
        } else {
          var groups = new LinkedHashMap<String, List<AuditedEvent>>();
          read(
              i,
              (key, event) ->
                  groups.computeIfAbsent(key, _ -> new ArrayList<>(4)).add(AuditedEvent.of(event)));
          groups.forEach(group);
        }
        Files.delete(file(i));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void spread(int shelf, BiConsumer<String, List<AuditedEvent>> group) throws IOException {
    try (var further = new EventShelves(shelfBytesMax, usedBits + SHELF_BITS)) {
      read(shelf, further::add);
      further.forEach(group);
    }
  }

  private void read(int shelf, BiConsumer<String, byte[]> each) throws IOException {
    try (var in =
        new DataInputStream(
            new BufferedInputStream(Files.newInputStream(file(shelf)), BUFFER_BYTES))) {
      for (long i = counts.get(shelf); i > 0; i--) {
        var key = in.readUTF();
        var event = new byte[in.readInt()];
        in.readFully(event);
        each.accept(key, event);
      }
    }
  }

  private Path file(int shelf) {
    return folder.resolve("shelf-" + shelf);
  }

  @Override
  public void close() {
    try {
      for (var shelf : shelves) {
        shelf.close();
      }
      for (int i = 0; i < shelves.size(); i++) {
        Files.deleteIfExists(file(i));
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
