package org.genomerecord.ingestion.vcf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.ingestion.vcf.SyntheticVcf.bgzip;
import static org.genomerecord.ingestion.vcf.SyntheticVcf.gzip;
import static org.genomerecord.ingestion.vcf.SyntheticVcf.joined;
import static org.genomerecord.ingestion.vcf.SyntheticVcf.outcomeOf;

import htsjdk.tribble.index.IndexFactory;
import htsjdk.tribble.index.tabix.TabixFormat;
import htsjdk.tribble.readers.TabixReader;
import htsjdk.variant.vcf.VCFCodec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.genomerecord.record.region.RegionIndex;
import org.junit.jupiter.api.Test;

/// The oracle is htsjdk's reader of tabix files.
class IndexingRegionsTest {
  private static final int FIRST_POSITION = 40_000_000;
  private static final int SPREAD_BASES = 400_000;
  private static final VcfExpectations OF_ONE = new VcfExpectations("SYN1", null, null, List.of());

  private static Optional<RegionIndex> index(byte[] file) {
    return ((VcfOutcome.Accepted) outcomeOf(file, OF_ONE, SyntheticVcf.BOUNDS)).index();
  }

  /// Variants, deletions and blocks that reach over several windows of 16,384 bases, with the gaps
  /// of a panel or none.
  private static SyntheticVcf synthetic(Random random) {
    var vcf = new SyntheticVcf();
    for (var contig : List.of("chr10", "chr12")) {
      int position = FIRST_POSITION + random.nextInt(1000);
      while (position < FIRST_POSITION + SPREAD_BASES) {
        var place = contig + " " + position + " . ";
        vcf.record(
            switch (random.nextInt(4)) {
              case 0 -> place + "N".repeat(1 + random.nextInt(80)) + " A . . . GT 0/1";
              case 1 ->
                  place + "N <DEL> . . END=" + (position + random.nextInt(60_000)) + " GT 0/1";
              default -> place + "N C . . DP=30 GT 0/0";
            });
        position += random.nextInt(8) == 0 ? random.nextInt(60_000) : 1 + random.nextInt(2_000);
      }
    }
    return vcf;
  }

  @Property(tries = 30)
  void readFromWhereItSaysARegionHasTheRecordsThatTabixFinds(@ForAll long seed) throws IOException {
    var random = new Random(seed);
    var file = bgzip(synthetic(random).bytes(), 200 + random.nextInt(20_000));
    var index = index(file).orElseThrow();
    var path = Files.createTempFile("synthetic", ".vcf.gz");
    var tabix = Path.of(path + ".tbi");
    try {
      Files.write(path, file);
      IndexFactory.createTabixIndex(path.toFile(), new VCFCodec(), TabixFormat.VCF, null)
          .write(tabix);
      try (var oracle = new TabixReader(path.toString())) {
        for (int i = 0; i < 20; i++) {
          var contig = random.nextBoolean() ? "chr10" : "chr12";
          int start = FIRST_POSITION + random.nextInt(SPREAD_BASES);
          int end = start + random.nextInt(random.nextBoolean() ? 1 : 50_000);
          assertThat(read(file, index, contig, start, end))
              .isEqualTo(found(oracle, contig, start, end));
        }
      }
    } finally {
      Files.deleteIfExists(path);
      Files.deleteIfExists(tabix);
    }
  }

  private static List<String> found(TabixReader oracle, String contig, int start, int end)
      throws IOException {
    var lines = new ArrayList<String>();
    var found = oracle.query(contig + ":" + start + "-" + end);
    for (var line = found.next(); line != null; line = found.next()) {
      lines.add(line);
    }
    return lines;
  }

  private static List<String> read(
      byte[] file, RegionIndex index, String contig, int start, int end) throws IOException {
    var begin = index.begin(contig, start, end);
    if (begin.isEmpty()) {
      return List.of();
    }
    var place = index.place(begin.getAsLong());
    var compressed = new ByteArrayInputStream(file);
    assertThat(compressed.skip(place.fileOffset())).isEqualTo(place.fileOffset());
    try (var text = new GZIPInputStream(compressed)) {
      text.skipNBytes(place.skippedBytes());
      return new String(text.readAllBytes(), UTF_8)
          .lines()
          .takeWhile(line -> line.startsWith(contig + "\t") && position(line) <= end)
          .filter(line -> end(line) >= start)
          .toList();
    }
  }

  private static int position(String line) {
    return Integer.parseInt(line.split("\t", -1)[1]);
  }

  private static int end(String line) {
    var columns = line.split("\t", -1);
    return columns[7].startsWith("END=")
        ? Integer.parseInt(columns[7].substring("END=".length()))
        : position(line) + columns[3].length() - 1;
  }

  @Test
  void textThatIsNotCompressedHasOneToo() {
    var bytes = new SyntheticVcf().soundRecords().bytes();
    var index = index(bytes).orElseThrow();

    var place = index.place(index.begin("chr12", 21_178_615, 21_178_615).orElseThrow());

    assertThat(new String(bytes, UTF_8).substring((int) place.fileOffset()))
        .startsWith("chr12\t21178615\t");
    assertThat(place.skippedBytes()).isZero();
    assertThat(index.contigs()).containsExactly("chr10", "chr12");
    assertThat(index.begin("chr12", 30_000_000, 30_000_001)).isEmpty();
  }

  @Test
  void aRecordReachesAsFarAsAnySampleSaysOfIts() {
    var index =
        index(
                new SyntheticVcf()
                    .fileFormat("VCFv4.5")
                    .samples("SYN1", "SYN2")
                    .metaLine("##FORMAT=<ID=LEN,Number=1,Type=Integer,Description=\"Length\">")
                    .record("chr10 40000000 . N <*> . . . GT:LEN 0/0:10 0/0:60000")
                    .bytes())
            .orElseThrow();

    assertThat(index.begin("chr10", 40_059_999, 40_059_999)).isPresent();
  }

  @Test
  void aStructuralVariantReachesAsFarAsItsLengthSays() {
    var index =
        index(
                new SyntheticVcf()
                    .fileFormat("VCFv4.4")
                    .metaLine("##INFO=<ID=SVLEN,Number=A,Type=Integer,Description=\"Length\">")
                    .record("chr10 40000000 . N <DEL> . . SVLEN=60000;SVCLAIM=DJ GT 0/1")
                    .bytes())
            .orElseThrow();

    assertThat(index.begin("chr10", 40_060_000, 40_060_000)).isPresent();
  }

  /// Before VCF 4.5 it may mean anything: whoever takes it for a length reads the whole file.
  @Test
  void whereALengthIsNobodysWordThereIsNoIndex() {
    var vcf =
        new SyntheticVcf()
            .metaLine("##FORMAT=<ID=LEN,Number=1,Type=Integer,Description=\"Length\">")
            .record("chr10 40000000 . N <DEL> . . . GT:LEN 0/1:60000");

    assertThat(index(vcf.bytes())).isEmpty();
  }

  @Test
  void aFileThatIsCompressedAsAWholeHasNone() {
    var bytes = new SyntheticVcf().soundRecords().bytes();
    int half = bytes.length / 2;

    assertThat(index(gzip(bytes))).isEmpty();
    assertThat(index(bgzip(bytes, 100))).isPresent();
    assertThat(
            index(
                joined(
                    gzip(Arrays.copyOf(bytes, half)),
                    bgzip(Arrays.copyOfRange(bytes, half, bytes.length), 100))))
        .isEmpty();
  }
}
