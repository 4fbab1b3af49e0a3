package org.genomerecord.interpretation.variant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Held to an oracle that knows nothing of trimming or moving: whole contigs, compared.
class NormalisingVariantsTest {
  private static final Normalisation WITHOUT_REFERENCE = new Normalisation(null);

  /// A contig full of repeats and a record on it.
  record Case(SyntheticReference reference, int position, String ref, String alt) {
    String haplotype() {
      return reference.with(position, ref, alt);
    }
  }

  @Provide
  Arbitrary<Case> cases() {
    return Arbitraries.longs().map(NormalisingVariantsTest::made);
  }

  private static Case made(long seed) {
    var random = new Random(seed);
    var sequence = new StringBuilder();
    while (sequence.length() < 40) {
      sequence.repeat(bases(random, 1 + random.nextInt(3)), 1 + random.nextInt(6));
    }
    var from = random.nextInt(sequence.length() - 12);
    var ref = sequence.substring(from, from + 1 + random.nextInt(12));
    String alt;
    do {
      var cut = random.nextInt(ref.length());
      var kept = cut + random.nextInt(ref.length() - cut + 1);
      alt =
          ref.substring(0, cut)
              + (random.nextBoolean() ? "" : bases(random, random.nextInt(4)))
              + (random.nextBoolean() ? ref.substring(cut, kept) : "")
              + ref.substring(random.nextBoolean() ? cut : kept);
    } while (alt.isEmpty() || alt.equals(ref));
    return new Case(new SyntheticReference("7", 1, sequence.toString()), from + 1, ref, alt);
  }

  private static String bases(Random random, int count) {
    var bases = new StringBuilder();
    for (var i = 0; i < count; i++) {
      bases.append("ACGT".charAt(random.nextInt(4) * random.nextInt(2)));
    }
    return bases.toString();
  }

  private static Variant normal(Case it) {
    return new Normalisation(it.reference()).variant("chr7", it.position(), it.ref(), it.alt());
  }

  @Property(tries = 3000)
  void itStaysTheSameVariant(@ForAll("cases") Case it) {
    var normal = normal(it);
    var trimmed = WITHOUT_REFERENCE.variant("chr7", it.position(), it.ref(), it.alt());

    assertThat(it.reference().with(normal.position(), normal.reference(), normal.alternate()))
        .isEqualTo(it.haplotype());
    assertThat(it.reference().with(trimmed.position(), trimmed.reference(), trimmed.alternate()))
        .isEqualTo(it.haplotype());
  }

  @Property(tries = 3000)
  void nothingShorterOrFurtherLeftIsTheSameVariant(@ForAll("cases") Case it) {
    var normal = normal(it);
    var contig = it.reference().sequence();
    var haplotype = it.haplotype();

    for (var from = 0; from <= contig.length(); from++) {
      for (var to = from; to <= contig.length(); to++) {
        var inserted = haplotype.length() - contig.length() + to - from;
        if (inserted < 0
            || !haplotype.startsWith(contig.substring(0, from))
            || !haplotype.endsWith(contig.substring(to))
            || from + inserted + contig.length() - to != haplotype.length()) {
          continue;
        }
        // Without the base that VCF adds to an insertion or deletion.
        var anchor = inserted == 0 || to == from ? 1 : 0;
        assertThat(normal.reference().length()).isLessThanOrEqualTo(to - from + anchor);
        if (normal.reference().length() == to - from + anchor && anchor == 1) {
          assertThat(normal.position()).isLessThanOrEqualTo(Math.max(1, from));
        }
      }
    }
    assertThat(normal.alignment())
        .isEqualTo(
            (normal.reference().length() == 1) != (normal.alternate().length() == 1)
                    && sharesAnchor(normal)
                ? Alignment.LEFT_ALIGNED
                : Alignment.ONE_PLACE);
  }

  private static boolean sharesAnchor(Variant normal) {
    return normal.reference().charAt(0) == normal.alternate().charAt(0)
        || normal.reference().endsWith(normal.alternate())
        || normal.alternate().endsWith(normal.reference());
  }

  @Property(tries = 1000)
  void everyWritingOfAVariantBecomesOne(@ForAll("cases") Case it, @ForAll long seed) {
    var random = new Random(seed);
    var contig = it.reference().sequence();
    var normal = normal(it);
    var before = random.nextInt(normal.position());
    var end = normal.position() - 1 + normal.reference().length();
    var behind = random.nextInt(contig.length() - end + 1);
    var left = contig.substring(normal.position() - 1 - before, normal.position() - 1);
    var right = contig.substring(end, end + behind);

    var padded =
        new Case(
            it.reference(),
            normal.position() - before,
            left + normal.reference() + right,
            left + normal.alternate() + right);

    assertThat(padded.haplotype()).isEqualTo(it.haplotype());
    assertThat(normal(padded)).isEqualTo(normal);
  }

  @Property(tries = 1000)
  void withoutAReferenceAnInsertionOrDeletionIsFlagged(@ForAll("cases") Case it) {
    var trimmed = WITHOUT_REFERENCE.variant("chr7", it.position(), it.ref(), it.alt());

    assertThat(trimmed.alignment())
        .isEqualTo(
            normal(it).alignment() == Alignment.ONE_PLACE
                ? Alignment.ONE_PLACE
                : Alignment.NOT_LEFT_ALIGNED);
  }

  @Property(tries = 1000)
  void splitAllelesPutTogetherAreTheSample(
      @ForAll("cases") Case first, @ForAll long seed, @ForAll boolean phased) {
    var random = new Random(seed);
    var alternates = List.of(first.alt(), first.alt() + "G", first.ref() + "TT");
    var copies = List.of(random.nextInt(4), random.nextInt(4));
    var genotype = copies.getFirst() + (phased ? "|" : "/") + copies.getLast();

    var split =
        new Normalisation(first.reference())
            .variants("7", first.position(), first.ref(), alternates);

    assertThat(split).hasSize(3);
    for (var copy = 0; copy < 2; copy++) {
      var carried = copies.get(copy);
      for (var allele = 1; allele <= 3; allele++) {
        var own = Normalisation.genotype(genotype, allele);
        assertThat(own.charAt(1)).isEqualTo(genotype.charAt(1));
        var says = own.charAt(2 * copy);
        assertThat(says).isEqualTo(carried == allele ? '1' : carried == 0 ? '0' : '.');
        if (says == '1') {
          var variant = split.get(allele - 1);
          assertThat(
                  first
                      .reference()
                      .with(variant.position(), variant.reference(), variant.alternate()))
              .isEqualTo(
                  first
                      .reference()
                      .with(first.position(), first.ref(), alternates.get(carried - 1)));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1/2,1,1/.",
    "1/2,2,./1",
    "0|2,2,0|1",
    "2,2,1",
    "./2,1,./.",
    "|1|2|0,1,|1|.|0",
    "10/1,1,./1",
    "10/1,10,1/.",
    ".,1,.",
    "0/0,3,0/0"
  })
  void aGenotypeIsSplitInItsOwnForm(String genotype, int allele, String expected) {
    assertThat(Normalisation.genotype(genotype, allele)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<DEL>", "<NON_REF>", "*", "G[17:198982[", "]13:123456]T", ".A", "acgt."})
  void whatIsNotWrittenInBasesIsKept(String alternate) {
    assertThat(WITHOUT_REFERENCE.variant("chr2", 321681, "G", alternate))
        .isEqualTo(new Variant("2", 321681, "G", alternate, Alignment.AS_WRITTEN));
  }

  @Test
  void anotherReferenceMovesNothing() {
    var other = new SyntheticReference("7", 1, "CAAAAAG");

    assertThat(new Normalisation(other).variant("7", 4, "TA", "T"))
        .isEqualTo(new Variant("7", 4, "TA", "T", Alignment.OTHER_REFERENCE));
    assertThat(new Normalisation(other).variant("7", 4, "T", "G"))
        .isEqualTo(new Variant("7", 4, "T", "G", Alignment.OTHER_REFERENCE));
    assertThat(new Normalisation(other).variant("8", 4, "AA", "A"))
        .isEqualTo(new Variant("8", 4, "AA", "A", Alignment.NOT_LEFT_ALIGNED));
  }

  @Test
  void aChangeOfTheFirstBaseIsWrittenWithTheOneBehind() {
    // VCF 4.3 section 1.6.1: at position 1 of the contig the base behind is included.
    var reference = new SyntheticReference("7", 1, "AAAAG");

    assertThat(new Normalisation(reference).variant("7", 2, "AA", "A"))
        .isEqualTo(new Variant("7", 1, "AA", "A", Alignment.LEFT_ALIGNED));
  }

  @Test
  void aRepeatBeyondTheBoundIsFlagged() {
    var end = Ambiguity.MOVED_BASES_MAX + 1000;
    var reference = new SyntheticReference("7", 1, "A".repeat(end));
    var normal = new Normalisation(reference);

    assertThat(normal.variant("7", end - 1, "AA", "A").alignment())
        .isEqualTo(Alignment.NOT_LEFT_ALIGNED);
  }

  @Test
  void anUnknownBaseIsNoRepeat() {
    var reference = new SyntheticReference("7", 1, "ANNNNNNC");

    // One further left by its own bases, none by the reference's.
    assertThat(new Normalisation(reference).variant("7", 5, "NN", "N").position()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({
    "chr10,10", "10,10", "NC_000010.10,10", "NC_000010.11,10", "chrX,X", "NC_000023.11,X",
    "NC_000024.9,Y", "chrM,MT", "M,MT", "MT,MT", "chrMT,MT", "NC_012920.1,MT",
    "NC_000010.12,NC_000010.12", "chrUn_KI270302v1,Un_KI270302v1", "HLA-A,HLA-A"
  })
  void aContigHasOneName(String name, String canonical) {
    assertThat(Contigs.canonical(name)).isEqualTo(canonical);
  }

  @Test
  void anAccessionTellsTheAssembly() {
    assertThat(Contigs.assemblyOf("NC_000001.10")).contains(Assembly.GRCH37);
    assertThat(Contigs.assemblyOf("NC_000001.11")).contains(Assembly.GRCH38);
    assertThat(Contigs.assemblyOf("NC_012920.1")).isEmpty();
    assertThat(Contigs.assemblyOf("chr1")).isEmpty();
  }

  @Test
  void everyChromosomeOfBothAssembliesIsTabled() {
    var chromosomes =
        IntStream.rangeClosed(1, 24)
            .mapToObj(number -> number == 23 ? "X" : number == 24 ? "Y" : number + "")
            .toList();
    for (var assembly : Assembly.values()) {
      assertThat(chromosomes)
          .allSatisfy(name ->
              assertThat(Contigs.refget(assembly, name).orElseThrow())
                  .matches("SQ\\.[0-9A-Za-z_-]{32}"))
          .allSatisfy(name -> assertThat(assembly.bases(name)).isGreaterThan(40_000_000));
      assertThat(chromosomes.stream().map(name -> Contigs.refget(assembly, name)).distinct())
          .hasSize(24);
    }
  }

  @Test
  void basesAreNotPrinted() {
    assertThat(WITHOUT_REFERENCE.variant("7", 4, "TAG", "T"))
        .hasToString("Variant[NOT_LEFT_ALIGNED]");
    assertThat(new Window(3, "ACGT")).hasToString("Window");
    assertThat(Change.of(3, "ACGT", "A")).hasToString("Change");
  }
}
