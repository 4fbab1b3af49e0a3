package org.genomerecord.record.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.genomerecord.record.region.WindowRuns.RUN_TEXT_BYTES;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FindingARegionTest {
  private static final int WINDOW = 1 << 14;

  /// A record of an invented file.
  private record Extent(String contig, int start, int end, long textOffset) {}

  /// Sorted, of mixed reach, far apart or close.
  private static List<Extent> extents(Random random) {
    var extents = new ArrayList<Extent>();
    long offset = 500;
    for (var contig : List.of("chr1", "chr2", "HLA-A*01:01")) {
      int position = random.nextInt(WINDOW);
      for (int left = random.nextInt(40); left > 0; left--) {
        int reach = random.nextInt(4) == 0 ? random.nextInt(6 * WINDOW) : random.nextInt(3);
        extents.add(new Extent(contig, position, position + reach, offset));
        offset += random.nextBoolean() ? 50 : random.nextInt(2 * RUN_TEXT_BYTES);
        position += random.nextInt(3) == 0 ? random.nextInt(4 * WINDOW) : random.nextInt(300);
      }
    }
    return extents;
  }

  private static RegionIndex index(List<Extent> extents, TextBlocks blocks) {
    var builder = new RegionIndex.Builder();
    extents.forEach(it -> builder.add(it.contig(), it.start(), it.end(), it.textOffset()));
    return builder.build(blocks).orElseThrow();
  }

  /// What a window index says, looked up without one.
  private static OptionalLong expected(List<Extent> all, String contig, int start, int end) {
    return all.stream()
        .filter(it -> it.contig().equals(contig))
        .filter(it -> it.start() / WINDOW <= end / WINDOW && it.end() / WINDOW >= start / WINDOW)
        .mapToLong(Extent::textOffset)
        .min();
  }

  @Property(tries = 300)
  void aRegionBeginsAtTheFirstRecordThatOverlapsItsWindowsOrCloseBefore(@ForAll long seed)
      throws IOException {
    var random = new Random(seed);
    var extents = extents(random);
    var index = index(extents, new TextBlocks());
    var readAgain = RegionIndex.read(index.bytes());

    for (var contig : List.of("chr1", "chr2", "HLA-A*01:01", "chr3")) {
      for (int i = 0; i < 30; i++) {
        int start = 1 + random.nextInt(40 * WINDOW);
        int end = start + random.nextInt(2 * WINDOW);
        var begin = index.begin(contig, start, end);
        var first = expected(extents, contig, start, end);
        assertThat(begin.isPresent()).isEqualTo(first.isPresent());
        first.ifPresent(
            offset -> assertThat(offset - begin.orElseThrow()).isBetween(0L, RUN_TEXT_BYTES - 1L));
        assertThat(readAgain.begin(contig, start, end)).isEqualTo(begin);
      }
    }
    assertThat(readAgain.contigs())
        .isEqualTo(extents.stream().map(Extent::contig).distinct().toList());
  }

  @Test
  void aPlaceInTheTextIsOneInItsBlock() throws IOException {
    var blocks = new TextBlocks();
    blocks.add(0, 0);
    blocks.add(65_280, 20_000);
    blocks.add(130_560, 41_000);
    var index = RegionIndex.read(index(List.of(), blocks).bytes());

    assertThat(index.place(0)).isEqualTo(new TextBlocks.Place(0, 0));
    assertThat(index.place(65_279)).isEqualTo(new TextBlocks.Place(0, 65_279));
    assertThat(index.place(65_280)).isEqualTo(new TextBlocks.Place(20_000, 0));
    assertThat(index.place(130_600)).isEqualTo(new TextBlocks.Place(41_000, 40));
  }

  @Test
  void ofTextThatIsNotCompressedItIsItself() {
    assertThat(index(List.of(), new TextBlocks()).place(1L << 40))
        .isEqualTo(new TextBlocks.Place(1L << 40, 0));
  }

  @Test
  void aRecordOfTheLongestReachIsOneRun() {
    var index = index(List.of(new Extent("chr1", 0, Integer.MAX_VALUE, 7)), new TextBlocks());

    assertThat(index.begin("chr1", 2_000_000_000, 2_000_000_001)).hasValue(7);
    assertThat(index.bytes()).hasSizeLessThan(30);
  }

  /// What is read from a region on ends at another name.
  @Test
  void aContigWhoseNameComesBackHasNoIndex() {
    var builder = new RegionIndex.Builder();
    builder.add("MT", 1, 1, 100);
    builder.add("M", 2, 2, 130);
    builder.add("MT", 3, 3, 160);
    builder.add("MT", 4, 4, 190);

    assertThat(builder.build(new TextBlocks())).isEqualTo(Optional.empty());
  }

  @Property(tries = 100)
  void bytesThatBreakOffOrAreOthersAreAnErrorOrAnIndex(@ForAll long seed) {
    var random = new Random(seed);
    var bytes = index(extents(random), new TextBlocks()).bytes();
    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    var cut = Arrays.copyOf(bytes, random.nextInt(bytes.length));

    for (var broken : List.of(bytes, cut)) {
      try {
        assertThat(RegionIndex.read(broken).contigs()).doesNotContainNull();
      } catch (IOException e) {
        assertThat(e).hasMessageStartingWith("an index");
      }
    }
  }

  @Test
  void anotherFormIsNotGuessedAt() {
    assertThatThrownBy(() -> RegionIndex.read(new byte[] {2, 0}))
        .isInstanceOf(IOException.class)
        .hasMessage("an index of another form");
    assertThatThrownBy(() -> RegionIndex.read(new byte[0])).isInstanceOf(IOException.class);
  }
}
