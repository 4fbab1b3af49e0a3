package org.genomerecord.ingestion.outside;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.genomerecord.ingestion.vcf.Findings;
import org.genomerecord.ingestion.vcf.ProblemCode;
import org.genomerecord.ingestion.vcf.VcfProblem;
import org.genomerecord.ingestion.vcf.VcfProblem.Severity;
import org.jspecify.annotations.Nullable;

/// Checks calls one after the other, from whatever kind of file they come, and keeps the sound
/// ones.
public final class CallCheck {
  /// Longest cell or value, in characters.
  public static final int VALUE_LENGTH_MAX = 200;

  /// Genes of one file: more than any pharmacogenetic test reports.
  public static final int CALLS_MAX = 200;

  /// HGNC symbols are upper case; the open reading frames have `orf` in them. Positions that are
  /// asked for like genes go by their dbSNP name.
  private static final Pattern SYMBOL =
      Pattern.compile("[A-Z][A-Z0-9-]{1,24}|C[0-9XY]{1,2}orf[0-9]{1,4}|rs[1-9][0-9]{0,11}");

  /// PharmVar names and suballeles, and of HLA names the fields and the letter of expression or
  /// group.
  private static final String STAR =
      "\\*[0-9]{1,4}[A-Z]?(?:\\.[0-9]{1,4})?(?::[0-9]{2,4}){0,3}[A-Zg]?";

  private static final Pattern STAR_ALLELE = Pattern.compile(STAR);
  private static final Pattern COPIES =
      Pattern.compile("(" + STAR + ")x([1-9][0-9]?|N|≥[1-9][0-9]?)");

  /// An HLA allele after the nomenclature before colons, such as `*1502`: which fields it has, the
  /// digits alone do not tell.
  private static final Pattern JOINED_FIELDS = Pattern.compile("\\*[0-9]{3,8}[A-Zg]?");

  /// Other names, such as `c.1905+1G>A (*2A)` or `Reference`: whatever can be read.
  private static final Pattern NAMED_ALLELE = Pattern.compile("[^/\\p{Cntrl}]{1,150}");

  private static final Pattern SCORE = Pattern.compile("≥?[0-9]{1,2}(?:\\.[0-9]{1,2})?");
  private static final Pattern COPY_NUMBER = Pattern.compile("[0-9]|[1-3][0-9]");
  private static final int COPIES_AT_LEAST = 2;
  private static final int ALLELES_MAX = 2;

  private final Findings findings;
  private final Map<String, OutsideCall> calls = new LinkedHashMap<>();
  private final Set<String> seen = new HashSet<>();

  public CallCheck(Findings findings) {
    this.findings = findings;
  }

  /// Where parts of a call stand in the file.
  ///
  /// @param line 1-based
  /// @param expression FHIRPath of the resource; null in other files
  /// @param field of a segment, such as `OBX-5`; null in other files
  public record Place(@Nullable Long line, @Nullable String expression, @Nullable String field) {
    /// One in a file without segments.
    public Place(@Nullable Long line, @Nullable String expression) {
      this(line, expression, null);
    }

    VcfProblem problem(@Nullable String column, Severity severity, ProblemCode code) {
      return new VcfProblem(
          line, field != null || expression != null ? field : column, expression, severity, code);
    }
  }

  /// The sound calls so far, in the file's order.
  public List<OutsideCall> calls() {
    return List.copyOf(calls.values());
  }

  /// Takes a call, or says why not.
  public void add(OutsideCall submitted, Place place) {
    if (!SYMBOL.matcher(submitted.gene()).matches()) {
      refuse(place, "gene", ProblemCode.GENE_SYMBOL_MALFORMED);
      return;
    }
    var call = submitted.bare();
    if (!seen.add(call.gene())) {
      refuse(place, "gene", ProblemCode.GENE_REPEATED);
      return;
    }
    if (seen.size() > CALLS_MAX) {
      refuse(place, "gene", ProblemCode.CALLS_TOO_MANY);
      return;
    }
    if (call.diplotype().isEmpty() && call.phenotype().isEmpty() && call.activityScore() == null) {
      refuse(place, null, ProblemCode.CALL_EMPTY);
      return;
    }
    var gene = KnownGenes.bySymbol(call.gene());
    if (gene.isEmpty()) {
      warn(place, "gene", ProblemCode.GENE_NOT_KNOWN, call.gene());
    }
    boolean sound = numbers(call, place);
    sound &= diplotype(call, gene.orElse(null), place);
    if (sound && gene.isPresent() && contradicts(call, gene.get())) {
      refuse(place, "activity score", ProblemCode.ACTIVITY_SCORE_CONTRADICTION);
      sound = false;
    }
    var spelled = call;
    if (!call.phenotype().isEmpty() && gene.isPresent()) {
      var phenotype = gene.get().phenotype(call.phenotype());
      if (phenotype.isEmpty()) {
        refuse(place, "phenotype", ProblemCode.PHENOTYPE_NOT_KNOWN);
        sound = false;
      } else {
        spelled = call.meaning(phenotype.get());
      }
    }
    if (sound) {
      calls.put(call.gene(), spelled);
    }
  }

  /// By a number of copies in the place of the score, a poor metaboliser would be a normal one.
  private static boolean contradicts(OutsideCall call, KnownGene gene) {
    return call.activityScore() != null
        && StatedScore.contradicts(gene, call.diplotype(), call.activityScore());
  }

  private boolean numbers(OutsideCall call, Place place) {
    boolean sound = true;
    if (call.activityScore() != null && !SCORE.matcher(call.activityScore()).matches()) {
      refuse(place, "activity score", ProblemCode.ACTIVITY_SCORE_MALFORMED);
      sound = false;
    }
    if (call.copyNumber() != null && !COPY_NUMBER.matcher(call.copyNumber()).matches()) {
      refuse(place, "copy number", ProblemCode.COPY_NUMBER_MALFORMED);
      sound = false;
    }
    return sound;
  }

  private boolean diplotype(OutsideCall call, @Nullable KnownGene gene, Place place) {
    if (call.diplotype().isEmpty()) {
      return true;
    }
    var copies = call.diplotype().split("/", -1);
    boolean stars = gene == null ? call.diplotype().contains("*") : gene.hasStarAlleles();
    if (copies.length > ALLELES_MAX) {
      refuse(place, "diplotype", ProblemCode.DIPLOTYPE_MALFORMED);
      return false;
    }
    int spelled = 0;
    boolean unknown = false;
    for (var copy : copies) {
      for (var allele : stars ? copy.split("\\+", -1) : new String[] {copy}) {
        var name = allele.strip();
        var several = COPIES.matcher(name);
        boolean repeated = stars && several.matches();
        if (gene != null && gene.isAskedByAllele() && JOINED_FIELDS.matcher(name).matches()) {
          refuse(place, "diplotype", ProblemCode.ALLELE_FIELDS_JOINED);
          return false;
        }
        if (!repeated && !(stars ? STAR_ALLELE : NAMED_ALLELE).matcher(name).matches()) {
          refuse(place, "diplotype", ProblemCode.DIPLOTYPE_MALFORMED);
          return false;
        }
        spelled += repeated ? times(several.group(2)) : 1;
        unknown |= gene != null && !gene.knows(repeated ? several.group(1) : name);
      }
    }
    if (copies.length < ALLELES_MAX && gene != null && !tells(call, gene)) {
      refuse(place, "diplotype", ProblemCode.ALLELE_ALONE);
      return false;
    }
    if (unknown && gene != null && !isKnownWhole(gene, copies)) {
      warn(place, "diplotype", ProblemCode.ALLELE_NOT_KNOWN, call.gene());
    }
    return agrees(call, spelled, place);
  }

  /// Whether a call of one allele is a result: by what is stated beside it, or by itself.
  private static boolean tells(OutsideCall call, KnownGene gene) {
    return gene.isAskedByAllele()
        || gene.canBeSingle()
        || !call.phenotype().isEmpty()
        || call.activityScore() != null;
  }

  /// Tandems that the tables have as one allele, such as `*80+*28`.
  private static boolean isKnownWhole(KnownGene gene, String[] copies) {
    for (var copy : copies) {
      if (!gene.knows(copy.strip())) {
        return false;
      }
    }
    return true;
  }

  /// Fewer copies than are spelled may be a deletion, which has an allele name of its own. More are
  /// copies that the diplotype does not tell of: which allele they are of decides on the score.
  private boolean agrees(OutsideCall call, int spelled, Place place) {
    if (call.copyNumber() != null
        && COPY_NUMBER.matcher(call.copyNumber()).matches()
        && call.diplotype().contains("*")
        && !call.diplotype().contains("xN")
        && !call.diplotype().contains("≥")
        && Integer.parseInt(call.copyNumber()) > spelled) {
      refuse(place, "copy number", ProblemCode.COPY_NUMBER_CONTRADICTION);
      return false;
    }
    return true;
  }

  private static int times(String copies) {
    return copies.equals("N")
        ? COPIES_AT_LEAST
        : Integer.parseInt(copies.startsWith("≥") ? copies.substring(1) : copies);
  }

  private void refuse(Place place, @Nullable String column, ProblemCode code) {
    findings.add(place.problem(column, Severity.ERROR, code));
  }

  private void warn(Place place, @Nullable String column, ProblemCode code, String subject) {
    findings.warn(place.problem(column, Severity.WARNING, code), subject);
  }
}
