package org.genomerecord.interpretation.callset;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.genomerecord.interpretation.interpret.Interpreter;
import org.genomerecord.interpretation.knowledge.KnowledgeRelease;
import org.genomerecord.interpretation.panel.NamedAllele;
import org.genomerecord.interpretation.panel.Panel;

/// Call sets made for tests, line by line; there is no person behind them.
public final class SyntheticCallSet {
  public static final KnowledgeRelease RELEASE = KnowledgeRelease.builtIn();
  public static final Interpreter INTERPRETER = new Interpreter(RELEASE);
  public static final String SAMPLE = "SYNTHETIC";

  /// A data line; alternates and genotype as VCF writes them.
  public record Line(
      String contig, int position, String ref, String alts, String genotype, String info) {
    public Line(String contig, int position, String ref, String alts, String genotype) {
      this(contig, position, ref, alts, genotype, ".");
    }

    public String text() {
      return String.join(
          "\t", contig, position + "", ".", ref, alts, ".", "PASS", info, "GT", genotype);
    }
  }

  private SyntheticCallSet() {}

  public static Panel panel(String gene) {
    return RELEASE.panels().stream()
        .filter(panel -> panel.gene().equals(gene))
        .findFirst()
        .orElseThrow();
  }

  /// A line for each defining position of the panel, of a sample that carries the two alleles.
  public static List<Line> carrying(
      Panel panel, NamedAllele first, NamedAllele second, boolean phased) {
    var lines = new ArrayList<Line>();
    for (var locus : panel.loci()) {
      lines.add(
          new Line(
              locus.chromosome(),
              locus.position(),
              locus.reference(),
              String.join(",", locus.alternates()),
              index(locus, first) + (phased ? "|" : "/") + index(locus, second)));
    }
    return lines;
  }

  private static int index(Locus locus, NamedAllele allele) {
    if (allele.isCompatible(locus, locus.reference())) {
      return 0;
    }
    for (var i = 0; i < locus.alternates().size(); i++) {
      if (allele.isCompatible(locus, locus.alternates().get(i))) {
        return i + 1;
      }
    }
    throw new IllegalStateException("no base fits");
  }

  public static InputStream vcf(String... dataLines) {
    return stream(
        "##fileformat=VCFv4.2",
        "##contig=<ID=chr10,length=133797422>",
        "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t" + SAMPLE,
        String.join("\n", dataLines));
  }

  public static InputStream stream(String... lines) {
    return new ByteArrayInputStream(
        (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  public static LocusCalls calls(List<Line> lines) {
    return calls(vcf(lines.stream().map(Line::text).toArray(String[]::new)));
  }

  public static LocusCalls calls(InputStream callSet) {
    return switch (read(callSet)) {
      case CallSetReading.Read(var calls) -> calls;
      case CallSetReading.NotInterpreted(var code, var _) -> throw new AssertionError(code);
    };
  }

  public static CallSetReading read(InputStream callSet) {
    try {
      return CallSetReader.read(callSet, Optional.of(SAMPLE), Optional.empty(), RELEASE.loci());
    } catch (IOException unexpected) {
      throw new UncheckedIOException(unexpected);
    }
  }
}
