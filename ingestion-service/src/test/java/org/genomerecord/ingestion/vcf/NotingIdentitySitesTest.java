package org.genomerecord.ingestion.vcf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.ingestion.vcf.Outcomes.accepted;
import static org.genomerecord.ingestion.vcf.SyntheticVcf.outcomeOf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotingIdentitySitesTest {
  private final SyntheticGenome genome = SyntheticGenome.of(1);
  private final IdentityGenotypes whole = noted(genome.gvcf()).orElseThrow();

  private static Optional<IdentityGenotypes> noted(String text) {
    return accepted(outcomeOf(text)).identity();
  }

  private static Optional<IdentityGenotypes> noted(List<String> lines) {
    return noted(SyntheticGenome.text("GRCh38", lines));
  }

  private static long equalBands(IdentityGenotypes one, IdentityGenotypes other) {
    return one.bands().entrySet().stream()
        .filter(band -> band.getValue().equals(other.bands().get(band.getKey())))
        .count();
  }

  /// The other strand, the other assembly, silence instead of the reference, another order.
  @Test
  void oneGenomeIsTheSameHoweverItIsWritten() {
    assertThat(whole.bands()).hasSize(IdentityGenotypes.BANDS);
    assertThat(whole.bands().values()).allSatisfy(band -> assertThat(band).matches("[012]{8}"));
    assertThat(noted(genome.variants())).contains(whole);
    assertThat(noted(genome.variantsOnGrch37())).contains(whole);
    assertThat(noted(genome.gvcfBackwards())).contains(whole);
  }

  @Test
  void strangersHaveFewEqualBands() {
    var strangers =
        LongStream.range(0, 60)
            .mapToObj(seed -> noted(SyntheticGenome.of(seed).variants()).orElseThrow())
            .toList();

    for (int one = 0; one < strangers.size(); one++) {
      for (int other = 0; other < one; other++) {
        assertThat(equalBands(strangers.get(one), strangers.get(other)))
            .isLessThan(IdentityGenotypes.EQUAL_BANDS_MIN);
      }
    }
  }

  /// Site 0 is of band 0.
  @Test
  void aBandWithASiteThatAGvcfNeitherCallsNorCoversIsLeftOut() {
    var lines = new ArrayList<>(genome.gvcfLines());
    lines.removeFirst();

    var bands = noted(lines).orElseThrow().bands();

    assertThat(bands).hasSize(IdentityGenotypes.BANDS - 1).doesNotContainKey(0);
    assertThat(whole.bands()).containsAllEntriesOf(bands);
  }

  @ParameterizedTest
  @CsvSource({"PASS, LowQual", "0/1, ./1", "0/1, ./."})
  void soIsOneWithASiteThatFailedOrIsNotCalled(String written, String instead) {
    int site = genome.siteWith(1);
    var lines = new ArrayList<>(genome.gvcfLines());
    lines.set(site, lines.get(site).replace(written, instead));

    assertThat(noted(lines).orElseThrow().bands())
        .hasSize(IdentityGenotypes.BANDS - 1)
        .doesNotContainKey(site % IdentityGenotypes.BANDS);
  }

  @Test
  void anotherGenotypeIsAnotherBand() {
    int site = genome.siteWith(1);
    var lines = new ArrayList<>(genome.variantLines());
    lines.replaceAll(line ->
        line.equals(genome.gvcfLines().get(site).replace(",<NON_REF>", ""))
            ? line.replace("0/1", "1/1")
            : line);

    assertThat(equalBands(noted(lines).orElseThrow(), whole))
        .isEqualTo(IdentityGenotypes.BANDS - 1L);
  }

  @ParameterizedTest
  @CsvSource({
    // Three bases for one.
    "-1, TAT, TGT, 0/1, 1",
    // A third allele, strong as the second.
    "0, A, 'C', 1/1, 2",
    "0, A, 'G,C', 1/2, 2",
    "0, a, 'g', 0|1, 1",
    // The base before a deletion is not told apart from one that is there.
    "0, AT, A, 0/1, ",
    "-1, TA, T, 0/1, ",
    "0, A, '*', 0/1, ",
    "0, A, '<DEL>', 0/1, ",
  })
  void theBasesAtTheSiteCount(int offset, String ref, String alt, String gt, String count) {
    var band = bandOfFirstSite("%d %s %s %s".formatted(offset, ref, alt, gt));

    assertThat(band.map(text -> text.substring(0, 1))).isEqualTo(Optional.ofNullable(count));
  }

  /// As `bcftools norm` splits a record of two alternates.
  @Test
  void twoRecordsOfOneSiteAreOne() {
    assertThat(bandOfFirstSite("0 A G 0/1", "0 A C 0/0").orElseThrow()).startsWith("1");
    assertThat(bandOfFirstSite("0 A C 0/0", "0 A G 0/1").orElseThrow()).startsWith("1");
    assertThat(bandOfFirstSite("0 A G 1/1", "0 A C 0/1")).isEmpty();
    assertThat(bandOfFirstSite("0 AT A 0/1", "0 A G 0/1").orElseThrow()).startsWith("1");
  }

  /// The first site has a weak reference base.
  private Optional<String> bandOfFirstSite(String... records) {
    var lines = new ArrayList<>(genome.variantLines());
    lines.removeIf(line -> line.startsWith("chr1\t10653708\t"));
    for (int at = 0; at < records.length; at++) {
      var columns = records[at].split(" ", -1);
      lines.add(
          at,
          "chr1\t%d\t.\t%s\t%s\t.\tPASS\t.\tGT\t%s"
              .formatted(
                  10_653_708 + Integer.parseInt(columns[0]), columns[1], columns[2], columns[3]));
    }
    return Optional.ofNullable(noted(lines).orElseThrow().bands().get(0));
  }

  @Test
  void aFileWithFewOfTheSitesIsOfNoGenome() {
    var variants = genome.variantLines();
    assertThat(variants).hasSizeGreaterThan(IdentityGenotypes.VARIANTS_MIN);

    assertThat(noted(variants.subList(0, IdentityGenotypes.VARIANTS_MIN))).isPresent();
    assertThat(noted(variants.subList(0, IdentityGenotypes.VARIANTS_MIN - 1))).isEmpty();
    assertThat(noted(new SyntheticVcf().soundRecords().text())).isEmpty();
  }

  /// Of every other band it says nothing of the first site.
  @ParameterizedTest
  @CsvSource({"3, false", "4, true"})
  void aGvcfWithHardlyAWholeBandIsOfNone(int wholeBands, boolean noted) {
    var lines = genome.gvcfLines();
    var some = new ArrayList<>(lines.subList(0, wholeBands));
    some.addAll(lines.subList(IdentityGenotypes.BANDS, lines.size()));

    assertThat(noted(some).isPresent()).isEqualTo(noted);
  }

  @Test
  void onlyThePatientsSampleCounts() {
    var other = SyntheticGenome.of(2).gvcfLines();
    var lines = new ArrayList<String>();
    var mine = genome.gvcfLines();
    for (int site = 0; site < mine.size(); site++) {
      boolean both = mine.get(site).contains("PASS") == other.get(site).contains("PASS");
      var others = other.get(site).substring(other.get(site).lastIndexOf('\t'));
      lines.add(mine.get(site) + (both ? others : "\t./."));
    }
    var text = SyntheticGenome.text("GRCh38", lines).replace("\tSYN1\n", "\tSYN1\tSYN2\n");

    var outcome =
        outcomeOf(text.getBytes(UTF_8), new VcfExpectations("SYN1", null), SyntheticVcf.BOUNDS);

    assertThat(accepted(outcome).identity()).contains(whole);
  }

  @Test
  void noGenotypeIsShownInText() {
    assertThat(whole.toString()).isEqualTo("IdentityGenotypes[…]");
    assertThat(outcomeOf(genome.variants()).toString()).doesNotContain(whole.bands().values());
  }
}
