package org.genomerecord.interpretation.callset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.genomerecord.interpretation.callset.SyntheticCallSet.RELEASE;
import static org.genomerecord.interpretation.callset.SyntheticCallSet.SAMPLE;

import htsjdk.tribble.index.IndexFactory;
import htsjdk.tribble.index.tabix.TabixFormat;
import htsjdk.tribble.readers.TabixReader;
import htsjdk.variant.vcf.VCFCodec;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.genomerecord.interpretation.callset.CallSetReading.NotInterpreted;
import org.genomerecord.interpretation.callset.CallSetReading.Read;
import org.junit.jupiter.api.Test;

/// Reading what lies at the loci gives what reading the whole file gives, and a region has the
/// records that htsjdk finds by a tabix index.
class ReadingByRegionsTest {
  private static final int SAMPLE_COLUMN = 9;
  private static final List<String> CONTIGS = List.of("chr1", "chr6", "chr10", "chr22", "chrX");
  private static final String HEADER =
      "##fileformat=VCFv4.2\n"
          + "##INFO=<ID=END,Number=1,Type=Integer,Description=\"Last position\">\n"
          + "##FORMAT=<ID=GT,Number=1,Type=String,Description=\"Genotype\">\n"
          + "##FORMAT=<ID=DP,Number=1,Type=Integer,Description=\"Depth\">\n"
          + "##contig=<ID=chr10,length=133797422>\n"
          + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t"
          + SAMPLE
          + "\n";

  /// Records at loci of ours and near them, and far from any.
  private static String synthetic(Random random) {
    var text = new StringBuilder(HEADER);
    for (var contig : CONTIGS) {
      var positions = new TreeSet<Integer>();
      var loci = new TreeMap<Integer, Locus>();
      RELEASE
          .loci()
          .regions(contig)
          .forEach(region -> loci.put(region.locus().position(), region.locus()));
      for (var position : loci.keySet()) {
        if (random.nextInt(3) > 0) {
          positions.add(random.nextBoolean() ? position : position - random.nextInt(30));
          positions.add(Math.max(1, position - random.nextInt(120_000)));
          positions.add(position + random.nextInt(40_000));
        }
      }
      IntStream.range(0, 50).forEach(_ -> positions.add(1 + random.nextInt(40_000_000)));
      for (var position : positions) {
        text.append(contig).append('\t').append(position).append("\t.\t");
        text.append(calls(random, position, Optional.ofNullable(loci.get(position)))).append('\n');
      }
    }
    return text.toString();
  }

  /// From REF on.
  private static String calls(Random random, int position, Optional<Locus> locus) {
    var genotype = List.of("0/1", "1|0", "1/1", "0/0", "./.").get(random.nextInt(5));
    if (locus.isPresent() && random.nextInt(4) > 0) {
      return locus.get().reference()
          + "\t"
          + locus.get().alternates().getFirst()
          + "\t.\tPASS\t.\tGT\t"
          + genotype;
    }
    return switch (random.nextInt(4)) {
      case 0 -> "N".repeat(2 + random.nextInt(200)) + "\tN\t.\tPASS\t.\tGT\t" + genotype;
      case 1 ->
          "N\t<NON_REF>\t.\t.\tEND="
              + (position + random.nextInt(random.nextBoolean() ? 200 : 100_000))
              + "\tGT:DP\t0/0:"
              + random.nextInt(2);
      case 2 ->
          "N\t<DEL>\t.\tPASS\tEND=" + (position + random.nextInt(400_000)) + "\tGT\t" + genotype;
      default -> "N\tG\t.\tPASS\t.\tGT\t" + genotype;
    };
  }

  private static IndexedCallSet callSet(Random random) {
    var text = synthetic(random);
    return random.nextBoolean() ? IndexedCallSet.bgzip(text, random) : IndexedCallSet.plain(text);
  }

  @FunctionalInterface
  private interface OnFile {
    void read(Path file) throws IOException;
  }

  private static void onDisk(byte[] bytes, OnFile reading) throws IOException {
    var file = Files.createTempFile("synthetic", ".vcf.gz");
    try {
      Files.write(file, bytes);
      reading.read(file);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static SeekableByteChannel channel(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.READ);
  }

  private static CallSetReading byRegions(IndexedCallSet callSet, Path file) throws IOException {
    try (var channel = channel(file)) {
      return CallSetReader.read(
          channel, callSet.index(), Optional.of(SAMPLE), Optional.empty(), RELEASE.loci());
    }
  }

  @Property(tries = 25)
  void theCallsAreThoseOfTheWholeFile(@ForAll long seed) throws IOException {
    var callSet = callSet(new Random(seed));
    var whole = SyntheticCallSet.read(new ByteArrayInputStream(callSet.bytes()));

    assertThat(whole).isInstanceOf(Read.class);
    onDisk(callSet.bytes(), file -> assertThat(byRegions(callSet, file)).isEqualTo(whole));
  }

  @Property(tries = 15)
  void aRegionHasTheRecordsThatTabixFinds(@ForAll long seed) throws IOException {
    var random = new Random(seed);
    var callSet = IndexedCallSet.bgzip(synthetic(random), random);
    onDisk(
        callSet.bytes(),
        file -> {
          var tabix = Path.of(file + ".tbi");
          try {
            IndexFactory.createTabixIndex(file.toFile(), new VCFCodec(), TabixFormat.VCF, null)
                .write(tabix);
            try (var oracle = new TabixReader(file.toString());
                var channel = channel(file)) {
              agree(oracle, new RegionReader(channel, callSet.index()), random);
            }
          } finally {
            Files.deleteIfExists(tabix);
          }
        });
  }

  /// Each record once: what overlaps an earlier region of the contig as well came with that.
  private static void agree(TabixReader oracle, RegionReader regions, Random random)
      throws IOException {
    for (var contig : CONTIGS) {
      var seen = new TreeSet<String>();
      var starts =
          RELEASE.loci().regions(contig).stream()
              .map(region -> Math.max(1, region.first() - random.nextInt(50_000)))
              .sorted()
              .toList();
      for (var start : starts) {
        int end = start + random.nextInt(random.nextBoolean() ? 1 : 30_000);
        var expected = new ArrayList<String>();
        var found = oracle.query(contig + ":" + start + "-" + end);
        for (var line = found.next(); line != null; line = found.next()) {
          var place = place(line);
          if (seen.add(place)) {
            expected.add(place);
          }
        }
        var read = new ArrayList<String>();
        regions.enter(contig, start, end, SAMPLE_COLUMN);
        for (var record = regions.next(); record != null; record = regions.next()) {
          read.add(record.contig() + ":" + record.position());
        }
        assertThat(read).isEqualTo(expected);
      }
    }
  }

  /// Positions are drawn once each.
  private static String place(String line) {
    var columns = line.split("\t", -1);
    return columns[0] + ":" + columns[1];
  }

  @Test
  void whatIsWrongAtALocusIsToldAsOfTheWholeFile() throws IOException {
    for (var records :
        List.of(
            "chr10\t94781859\t.\tC\tA\t.\t.\t.\tGT\t0/1\n",
            "chr10\t94781859\t.\tG\tA\t.\t.\t.\tGT\t0/7\n",
            "NC_000010.10\t94781859\t.\tG\tA\t.\t.\t.\tGT\t0/1\n")) {
      var callSet = IndexedCallSet.plain(HEADER + records);
      var whole = SyntheticCallSet.read(new ByteArrayInputStream(callSet.bytes()));
      onDisk(
          callSet.bytes(),
          file ->
              assertThat(((NotInterpreted) byRegions(callSet, file)).code())
                  .isEqualTo(((NotInterpreted) whole).code()));
    }
  }

  @Test
  void aFileThatEndsBeforeItsRegionIsAFault() throws IOException {
    var record = "chr10\t94781859\t.\tG\tA\t.\t.\t.\tGT\t0/1\n";
    var callSet = IndexedCallSet.plain(HEADER + record);
    var cut = Arrays.copyOf(callSet.bytes(), callSet.bytes().length - record.length());

    onDisk(
        cut,
        file ->
            assertThatThrownBy(() -> byRegions(callSet, file)).isInstanceOf(EOFException.class));
  }
}
