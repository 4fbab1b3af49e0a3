package org.genomerecord.ingestion.vcf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.ingestion.vcf.SyntheticVcf.outcomeOf;

import htsjdk.variant.variantcontext.Allele;
import htsjdk.variant.variantcontext.VariantContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/// What we accept, htsjdk reads, and reads as the same.
class AgreeingWithTheReferenceLibraryTest {
  private static final Path CALL_SETS =
      Path.of("../interpretation-service/src/test/resources/concordance");

  @Test
  void soundCallSetsAreReadByBoth() throws IOException {
    try (var files = Files.list(CALL_SETS)) {
      var callSets = files.filter(file -> file.toString().endsWith(".vcf.gz")).toList();
      assertThat(callSets).hasSizeGreaterThan(30);
      for (var file : callSets) {
        var bytes = Files.readAllBytes(file);
        var outcome = outcomeOf(bytes);
        var records = ReferenceLibrary.read(text(file));

        assertThat(outcome).isInstanceOf(VcfOutcome.Accepted.class);
        assertThat(((VcfOutcome.Accepted) outcome).recordCount()).isEqualTo(records.size());
      }
    }
  }

  @Test
  void clausesThatWeAcceptAreReadByTheLibrary() throws IOException {
    var accepted =
        ClausesOfTheSpecificationTest.clauses()
            .map(clause -> List.of(clause.get()))
            .filter(cells -> cells.get(2).equals("accepted") && isKnown(cells))
            .toList();

    assertThat(accepted).hasSizeGreaterThan(80);
    for (var cells : accepted) {
      var kind = (String) cells.get(0);
      var vcf =
          ClausesOfTheSpecificationTest.file(kind, (String) cells.get(1), (String) cells.get(4));
      var text = ClausesOfTheSpecificationTest.text(kind, vcf);

      assertThat(ReferenceLibrary.read(text)).as(text).isNotEmpty();
    }
  }

  /// The library reads up to 4.3, no missing END, and no spaces in INFO.
  private static boolean isKnown(List<Object> cells) {
    var version = (String) cells.get(1);
    return !version.equals("4.4")
        && !version.equals("4.5")
        && !cells.get(0).equals("spaced")
        && !((String) cells.get(4)).contains("END=.");
  }

  @Property(tries = 300)
  void recordsOfAnyFormMeanTheSameToBoth(@ForAll("records") List<String> records) {
    var vcf = new SyntheticVcf().metaLine("##FILTER=<ID=q10,Description=\"Quality below 10\">");
    for (int at = 0; at < records.size(); at++) {
      vcf.record("chr12 " + (1000 + 20 * at) + " " + records.get(at));
    }
    assertThat(vcf.outcome()).isInstanceOf(VcfOutcome.Accepted.class);
    var read = ReferenceLibrary.read(vcf.text());

    assertThat(read).hasSameSizeAs(records);
    for (int at = 0; at < records.size(); at++) {
      var columns = Fields.split(records.get(at), ' ');
      assertThat(read.get(at).getStart()).isEqualTo(1000 + 20 * at);
      assertThat(read.get(at).getReference().getDisplayString()).isEqualToIgnoringCase(columns[1]);
      assertThat(genotype(read.get(at))).isEqualTo(columns[7].split(":", -1)[0].replace('|', '/'));
    }
    assertThat(ours(vcf)).isEqualTo(read.stream().map(Meaning::of).toList());
  }

  /// What both tell of a record before its samples.
  ///
  /// @param quality in phred, NaN where there is none
  /// @param information by key; of a flag the value is empty
  private record Meaning(
      int position,
      String reference,
      List<String> alternatives,
      double quality,
      boolean passed,
      Set<String> filters,
      Map<String, String> information) {
    private static Meaning of(VariantContext record) {
      return new Meaning(
          record.getStart(),
          record.getReference().getDisplayString().toUpperCase(Locale.ROOT),
          record.getAlternateAlleles().stream()
              .map(allele -> allele.getDisplayString().toUpperCase(Locale.ROOT))
              .toList(),
          record.hasLog10PError() ? record.getPhredScaledQual() : Double.NaN,
          record.isNotFiltered(),
          record.getFilters(),
          record.getAttributes().entrySet().stream()
              .collect(
                  Collectors.toMap(
                      Map.Entry::getKey,
                      entry ->
                          Boolean.TRUE.equals(entry.getValue())
                              ? ""
                              : String.valueOf(entry.getValue()))));
    }

    private static Meaning of(Site site) {
      var alternatives = Fields.split(column(site, DeclaredHeader.ALT), ',');
      assertThat(site.alternatives).isEqualTo(alternatives.length);
      var quality = column(site, DeclaredHeader.QUAL);
      var filters = column(site, DeclaredHeader.FILTER);
      var information = new HashMap<String, String>();
      for (var entry : Fields.split(column(site, DeclaredHeader.INFO), ';')) {
        if (!entry.equals(".")) {
          var parts = Fields.split(entry, '=');
          information.put(parts[0], parts.length == 1 ? "" : parts[1]);
        }
      }
      return new Meaning(
          site.position,
          column(site, DeclaredHeader.REF).toUpperCase(Locale.ROOT),
          Arrays.stream(alternatives).map(it -> it.toUpperCase(Locale.ROOT)).toList(),
          quality.equals(".") ? Double.NaN : Double.parseDouble(quality),
          site.passed,
          site.passed ? Set.of() : Set.of(Fields.split(filters, ';')),
          information);
    }

    private static String column(Site site, int column) {
      return Fields.text(site.text(), site.line.from(column), site.line.to(column));
    }
  }

  private static List<Meaning> ours(SyntheticVcf vcf) {
    var findings = new Findings(SyntheticVcf.BOUNDS);
    var meanings = new ArrayList<Meaning>();
    try {
      var lines = VcfLines.of(new ByteArrayInputStream(vcf.bytes()), SyntheticVcf.BOUNDS, findings);
      var header = HeaderReading.read(lines, VcfExpectations.NONE, SyntheticVcf.BOUNDS, findings);
      var sites = new SiteCheck(header, SyntheticVcf.BOUNDS, findings);
      var site = new Site();
      for (var line = lines.next(); line != null; line = lines.next()) {
        site.begin(line);
        sites.check(site);
        meanings.add(Meaning.of(site));
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return meanings;
  }

  @Provide
  Arbitrary<List<String>> records() {
    var reference = Arbitraries.strings().withChars("ACGTNacgt").ofMinLength(1).ofMaxLength(5);
    // Of another length than REF, so that none can equal it.
    var alternatives =
        Arbitraries.strings()
            .withChars("ACGTacgt")
            .ofMinLength(6)
            .ofMaxLength(9)
            .list()
            .ofMinSize(1)
            .ofMaxSize(3)
            .uniqueElements(allele -> allele.toUpperCase(Locale.ROOT));
    var quality = Arbitraries.of(".", "0", "31.5", "1e3", "2.5E-2", "99");
    var filter = Arbitraries.of("PASS", ".", "LowQual", "LowQual;q10");
    var information =
        Arbitraries.of(".", "DP=12", "DB", "DP=.;DB", "NOTE=a%2Cb;DP=3", "DP=0;NOTE=x;DB");
    return Combinators.combine(
            reference,
            alternatives,
            quality,
            filter,
            information,
            Arbitraries.integers().between(-1, 3),
            Arbitraries.integers().between(-1, 3),
            Arbitraries.of("/", "|"))
        .as((ref, alts, qual, passed, info, first, second, mark) ->
            ". %s %s %s %s %s GT:AD %s%s%s:."
                .formatted(
                    ref,
                    String.join(",", alts),
                    qual,
                    passed,
                    info,
                    index(first, alts),
                    mark,
                    index(second, alts)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(8);
  }

  private static String index(int allele, List<String> alternatives) {
    return allele < 0 ? "." : String.valueOf(Math.min(allele, alternatives.size()));
  }

  private static String genotype(VariantContext record) {
    var alleles = record.getGenotype(0).getAlleles();
    var written = new StringBuilder();
    for (var allele : alleles) {
      written
          .append(written.isEmpty() ? "" : "/")
          .append(allele.equals(Allele.NO_CALL) ? "." : record.getAlleleIndex(allele));
    }
    return written.toString();
  }

  private static String text(Path file) throws IOException {
    try (var in = new GZIPInputStream(Files.newInputStream(file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
