package org.genomerecord.ingestion.vcf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// The identity sites of somebody who was never born, each allele as frequent as the other, in the
/// ways that callers write them.
public final class SyntheticGenome {
  private static final List<Map<String, String>> SITES = ResourceTable.rows("/identity/sites.tsv");
  private final List<Integer> alternates;

  private SyntheticGenome(List<Integer> alternates) {
    this.alternates = List.copyOf(alternates);
  }

  public static SyntheticGenome of(long seed) {
    var random = new Random(seed);
    return new SyntheticGenome(
        SITES.stream().map(_ -> random.nextInt(2) + random.nextInt(2)).toList());
  }

  /// The first site with so many alternate alleles.
  int siteWith(int count) {
    return alternates.indexOf(count);
  }

  /// Variants only, on GRCh38.
  public String variants() {
    return text("GRCh38", variantLines());
  }

  List<String> variantLines() {
    return lines("position_grch38", "AG", "CT", false);
  }

  /// Variants only, on GRCh37, as if every site were on the other strand there.
  public String variantsOnGrch37() {
    return text("GRCh37", lines("position_grch37", "TC", "GA", false));
  }

  /// A gVCF on GRCh38.
  public String gvcf() {
    return text("GRCh38", gvcfLines());
  }

  /// One for each site.
  List<String> gvcfLines() {
    return lines("position_grch38", "AG", "CT", true);
  }

  /// As above, with the chromosomes in the opposite order.
  String gvcfBackwards() {
    var chromosomes = new ArrayList<List<String>>();
    for (var line : gvcfLines()) {
      var contig = line.substring(0, line.indexOf('\t') + 1);
      if (chromosomes.isEmpty() || !chromosomes.getFirst().getFirst().startsWith(contig)) {
        chromosomes.addFirst(new ArrayList<>());
      }
      chromosomes.getFirst().add(line);
    }
    return text("GRCh38", chromosomes.stream().flatMap(List::stream).toList());
  }

  static String text(String assembly, List<String> lines) {
    return """
    ##fileformat=VCFv4.2
    ##reference=%s
    ##ALT=<ID=NON_REF,Description="Any other allele">
    ##FILTER=<ID=LowQual,Description="Low quality">
    ##INFO=<ID=END,Number=1,Type=Integer,Description="Last position">
    ##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">
    #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tSYN1
    %s
    """
        .formatted(assembly, String.join("\n", lines));
  }

  private List<String> lines(String column, String weak, String strong, boolean gvcf) {
    var lines = new ArrayList<String>();
    for (int index = 0; index < SITES.size(); index++) {
      var site = SITES.get(index);
      int position = Integer.parseInt(site.get(column));
      var bases = "W".equals(site.get("reference")) ? weak : strong;
      int count = alternates.get(index);
      if (count > 0) {
        lines.add(
            "%s\t%d\t.\t%s\t%s\t.\tPASS\t.\tGT\t%s"
                .formatted(
                    site.get("chromosome"),
                    position,
                    bases.substring(0, 1),
                    bases.substring(1) + (gvcf ? ",<NON_REF>" : ""),
                    count == 1 ? "0/1" : "1/1"));
      } else if (gvcf) {
        lines.add(
            "%s\t%d\t.\tN\t<NON_REF>\t.\t.\tEND=%d\tGT\t0/0"
                .formatted(site.get("chromosome"), position - 10, position + 10));
      }
    }
    return lines;
  }
}
