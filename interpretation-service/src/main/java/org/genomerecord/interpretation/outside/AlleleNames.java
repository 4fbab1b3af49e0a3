package org.genomerecord.interpretation.outside;

import java.util.regex.Pattern;

/// Names of alleles as laboratories write them: `HLA-B*57:01`, `B*57:01` and `CYP2D6 *4` are
/// `*57:01` and `*4` of their gene.
final class AlleleNames {
  private AlleleNames() {}

  /// A diplotype or phenotype without the gene's name before stars.
  static String bare(String gene, String written) {
    var family = gene.substring(gene.lastIndexOf('-') + 1);
    return Pattern.compile(
            "(?<![A-Za-z0-9-])(?:%s|%s)\\s*(?=\\*)"
                .formatted(Pattern.quote(gene), Pattern.quote(family)))
        .matcher(written)
        .replaceAll("");
  }
}
