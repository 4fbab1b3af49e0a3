package org.genomerecord.ingestion.outside;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A gene as the laboratory called it. Sensitive: it travels sealed only.
///
/// @param gene the HGNC symbol
/// @param diplotype such as `*1x2/*4`; empty if the laboratory gives the phenotype or score only
/// @param phenotype as the gene's table names it; empty if it follows from the diplotype
/// @param activityScore such as `1.25` or `≥3`; null if it is not given
/// @param copyNumber copies of the whole gene; null if it is not given
public record OutsideCall(
    String gene,
    String diplotype,
    String phenotype,
    @Nullable String activityScore,
    @Nullable String copyNumber) {

  /// The same call without the gene's name before stars: `HLA-B*57:01`, `B*57:01` and `CYP2D6 *4`
  /// are `*57:01` and `*4` of their gene.
  OutsideCall bare() {
    var family = gene.substring(gene.lastIndexOf('-') + 1);
    var names =
        Pattern.compile(
            "(?<![A-Za-z0-9-])(?:%s|%s)\\s*(?=\\*)"
                .formatted(Pattern.quote(gene), Pattern.quote(family)));
    return new OutsideCall(
        gene,
        names.matcher(diplotype).replaceAll(""),
        names.matcher(phenotype).replaceAll(""),
        activityScore,
        copyNumber);
  }

  /// The same call with the phenotype in another spelling.
  OutsideCall meaning(String spelled) {
    return new OutsideCall(gene, diplotype, spelled, activityScore, copyNumber);
  }

  /// Prints the gene only.
  @Override
  public String toString() {
    return "OutsideCall[" + gene + "]";
  }
}
