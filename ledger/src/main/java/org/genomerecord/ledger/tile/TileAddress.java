package org.genomerecord.ledger.tile;

import java.util.regex.Pattern;
import org.genomerecord.ledger.text.Malformed;
import org.genomerecord.ledger.text.StrictText;

/// Which tile, and how much of it.
///
/// @param level 0 for leaf hashes; each hash of a level covers a full tile of the one below
/// @param index of the tile within its level, from 0
/// @param width in hashes, 1 to 256; less than 256 for the partial tile at the right edge
public record TileAddress(int level, long index, int width) implements Comparable<TileAddress> {
  /// Hashes of a full tile.
  public static final int FULL = 256;

  static final int FULL_BITS = 8;
  private static final int LEVEL_MAX = 63;
  private static final int GROUP = 1_000;

  private static final Pattern PATH =
      Pattern.compile(
          "tile/(?<level>[0-9]{1,2}|entries)/(?<index>(?:x[0-9]{3}/){0,6}[0-9]{3})"
              + "(?:\\.p/(?<width>[0-9]{1,3}))?");

  public TileAddress {
    if (level < 0 || level > LEVEL_MAX || index < 0 || width < 1 || width > FULL) {
      throw new IllegalArgumentException("no tile of this level, index or width");
    }
  }

  /// A full tile.
  public static TileAddress full(int level, long index) {
    return new TileAddress(level, index, FULL);
  }

  /// The tile of this level and index as it is in a tree of this size.
  ///
  /// @throws IllegalArgumentException if the tree is too small to have any of it
  public static TileAddress within(long size, int level, long index) {
    long hashes = hashes(size, level);
    boolean inside = index <= hashes / FULL;
    return new TileAddress(level, index, inside ? Math.clamp(hashes - index * FULL, 0, FULL) : 0);
  }

  /// How many hashes a tree of this size has at a level.
  public static long hashes(long size, int level) {
    return level * FULL_BITS < Long.SIZE ? size >>> (level * FULL_BITS) : 0;
  }

  public boolean isFull() {
    return width == FULL;
  }

  /// The full tile that this one is or becomes.
  public TileAddress whenFull() {
    return full(level, index);
  }

  /// Its path below the log's prefix, such as `tile/0/x001/x234/067.p/12`.
  public String path() {
    return "tile/" + level + "/" + indexAndWidth();
  }

  /// The path of the entries that a tile of level 0 has the hashes of.
  ///
  /// @throws IllegalStateException for another level
  public String entriesPath() {
    if (level != 0) {
      throw new IllegalStateException("only tiles of level 0 have entries");
    }
    return "tile/entries/" + indexAndWidth();
  }

  private String indexAndWidth() {
    var path = new StringBuilder("%03d".formatted(index % GROUP));
    for (long rest = index / GROUP; rest > 0; rest /= GROUP) {
      path.insert(0, "x%03d/".formatted(rest % GROUP));
    }
    return isFull() ? path.toString() : path + ".p/" + width;
  }

  /// Reads the path of a tile of hashes.
  ///
  /// @throws Malformed if [#path] writes no such path
  public static TileAddress parse(String path) {
    var address = read(path);
    if (!address.path().equals(path)) {
      throw new Malformed("not the path of a tile");
    }
    return address;
  }

  /// Reads the path of a bundle of entries.
  ///
  /// @throws Malformed if [#entriesPath] writes no such path
  public static TileAddress parseEntries(String path) {
    var address = read(path);
    if (address.level != 0 || !address.entriesPath().equals(path)) {
      throw new Malformed("not the path of an entry bundle");
    }
    return address;
  }

  private static TileAddress read(String path) {
    var matcher = PATH.matcher(path);
    if (!matcher.matches()) {
      throw new Malformed("not the path of a tile");
    }
    var level = matcher.group("level");
    var width = matcher.group("width");
    var index =
        matcher.group("index").replace("x", "").replace("/", "").replaceFirst("^0+(?=.)", "");
    try {
      return new TileAddress(
          level.equals("entries") ? 0 : (int) StrictText.decimal(level),
          StrictText.decimal(index),
          width == null ? FULL : (int) StrictText.decimal(width));
    } catch (IllegalArgumentException e) {
      throw new Malformed("not the path of a tile");
    }
  }

  /// By level, then index, then width.
  @Override
  public int compareTo(TileAddress other) {
    int byLevel = Integer.compare(level, other.level);
    int byIndex = byLevel != 0 ? byLevel : Long.compare(index, other.index);
    return byIndex != 0 ? byIndex : Integer.compare(width, other.width);
  }
}
