package org.genomerecord.ledger.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.genomerecord.ledger.text.Malformed;
import org.genomerecord.ledger.tree.Hash;
import org.genomerecord.ledger.tree.NaiveTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What tlog-tiles says, with its own examples.
class TilesOfATreeTest {
  private static long fullAt(TilesInMemory log, int level) {
    return log.full().keySet().stream().filter(address -> address.level() == level).count();
  }

  private static List<String> partial(TilesInMemory log) {
    return log.edge().partial().stream().map(placed -> placed.address().path()).toList();
  }

  @Test
  void aTreeOf70000HasTheTilesThatTheSpecificationCounts() {
    var log = new TilesInMemory();
    log.append(NaiveTree.entries(70_000));

    assertThat(fullAt(log, 0)).isEqualTo(273);
    assertThat(fullAt(log, 1)).isEqualTo(1);
    assertThat(log.full()).hasSize(274);
    assertThat(partial(log))
        .containsExactly("tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1");
  }

  @Test
  void aTreeOf256HasAFullTileAndAPartialOneAboveIt() {
    var log = new TilesInMemory();
    log.append(NaiveTree.entries(256));

    assertThat(log.full().keySet()).containsExactly(TileAddress.full(0, 0));
    assertThat(partial(log)).containsExactly("tile/1/000.p/1");
  }

  @Test
  void aHashOfAHigherTileCoversAFullTileBelow() {
    var entries = NaiveTree.entries(512);
    var log = new TilesInMemory();
    log.append(entries);
    var naive = new NaiveTree(entries.subList(256, 512));

    assertThat(log.read(new TileAddress(1, 0, 2)).hashes().get(1))
        .isEqualTo(Hash.of(naive.root(256)));
  }

  @Test
  void anEdgeGoesOnFromItsPartialTiles() {
    for (int size : List.of(0, 1, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537)) {
      var log = new TilesInMemory();
      log.append(NaiveTree.entries(size));
      var resumed = new TileEdge(size, log);

      assertThat(resumed.partial()).isEqualTo(log.edge().partial());
      assertThat(resumed.root()).isEqualTo(log.edge().root());
      for (var entry : NaiveTree.entries(300)) {
        log.append(entry);
        resumed.append(Hash.leaf(entry));
      }
      assertThat(resumed.root()).isEqualTo(log.edge().root());
      assertThat(resumed.partial()).isEqualTo(log.edge().partial());
    }
  }

  @Test
  void indexesAreWrittenInGroupsOfThree() {
    assertThat(TileAddress.full(0, 1_234_067).path()).isEqualTo("tile/0/x001/x234/067");
    assertThat(TileAddress.full(0, 0).path()).isEqualTo("tile/0/000");
    assertThat(new TileAddress(2, 999, 1).path()).isEqualTo("tile/2/999.p/1");
    assertThat(new TileAddress(0, 1_000, 255).entriesPath())
        .isEqualTo("tile/entries/x001/000.p/255");
  }

  @Test
  void everyPathIsReadAsItWasWritten() {
    for (long index : List.of(0L, 7L, 999L, 1_000L, 1_234_067L, 999_999_999L, Long.MAX_VALUE)) {
      for (int width : List.of(1, 12, 255, 256)) {
        var address = new TileAddress(5, index, width);
        assertThat(TileAddress.parse(address.path())).isEqualTo(address);
        var entries = new TileAddress(0, index, width);
        assertThat(TileAddress.parseEntries(entries.entriesPath())).isEqualTo(entries);
      }
    }
  }

  @Test
  void otherSpellingsOfAPathAreRefused() {
    var bad =
        List.of(
            "tile/0/67",
            "tile/00/067",
            "tile/0/x000/067",
            "tile/0/001/067",
            "tile/0/x001",
            "tile/0/067.p/0",
            "tile/0/067.p/256",
            "tile/0/067.p/012",
            "tile/0/067.p/",
            "tile/64/000",
            "tile/-1/000",
            "tile/0/../000",
            "/tile/0/000",
            "tile/0/x999/x999/x999/x999/x999/x999/x999/999");
    for (var path : bad) {
      assertThatThrownBy(() -> TileAddress.parse(path)).as(path).isInstanceOf(Malformed.class);
    }
    assertThatThrownBy(() -> TileAddress.parse("tile/entries/000")).isInstanceOf(Malformed.class);
    assertThatThrownBy(() -> TileAddress.parseEntries("tile/0/000")).isInstanceOf(Malformed.class);
  }

  @Test
  void aTileIsItsHashesOneAfterAnother() {
    var tile = new Tile(List.of(Hash.EMPTY_ROOT, Hash.leaf(new byte[0])));

    assertThat(tile.bytes()).hasSize(64);
    assertThat(Tile.parse(tile.bytes())).isEqualTo(tile);
    assertThatThrownBy(() -> Tile.parse(new byte[0])).isInstanceOf(Malformed.class);
    assertThatThrownBy(() -> Tile.parse(new byte[33])).isInstanceOf(Malformed.class);
    assertThatThrownBy(() -> Tile.parse(new byte[257 * 32])).isInstanceOf(Malformed.class);
  }

  @Test
  void aBundleHasALengthBeforeEachEntry() {
    var entries = List.of(new byte[0], new byte[] {7}, new byte[65_535]);
    var bundle = EntryBundle.format(entries);

    assertThat(Arrays.copyOf(bundle, 7)).containsExactly(0, 0, 0, 1, 7, 0xFF, 0xFF);
    assertThat(EntryBundle.parse(bundle)).containsExactlyElementsOf(entries);
    assertThatThrownBy(() -> EntryBundle.parse(Arrays.copyOf(bundle, bundle.length - 1)))
        .isInstanceOf(Malformed.class);
    assertThatThrownBy(() -> EntryBundle.parse(new byte[] {0})).isInstanceOf(Malformed.class);
    assertThatThrownBy(() -> EntryBundle.parse(new byte[0])).isInstanceOf(Malformed.class);
    assertThatThrownBy(() -> EntryBundle.format(List.of(new byte[65_536])))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFolderServesTheTreeAndItsEntries(@TempDir Path folder) {
    var entries = NaiveTree.entries(600);
    var log = new TilesInMemory();
    log.append(entries);
    var tiles = new TileFolder(folder);
    log.full().forEach((address, tile) -> tiles.write(new PlacedTile(address, tile)));
    log.edge().partial().forEach(tiles::write);
    tiles.writeEntries(TileAddress.full(0, 1), entries.subList(256, 512));

    assertThat(new TiledTree(600, tiles).prover().root()).isEqualTo(log.edge().root());
    assertThat(tiles.entries(new TileAddress(0, 1, 44))).hasSize(256);
    assertThatThrownBy(() -> tiles.read(TileAddress.full(0, 9))).isInstanceOf(MissingTile.class);
    assertThatThrownBy(() -> new TiledTree(700, tiles).prover().root())
        .isInstanceOf(MissingTile.class);
  }
}
