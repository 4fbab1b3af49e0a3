package org.genomerecord.interpretation.callset;

import htsjdk.variant.variantcontext.Allele;
import htsjdk.variant.variantcontext.Genotype;
import htsjdk.variant.variantcontext.VariantContext;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.genomerecord.interpretation.variant.Change;
import org.genomerecord.interpretation.variant.Window;

/// What one decoded record says about one locus that it overlaps, or that its insertion or deletion
/// could be written at.
final class RecordReading {
  private static final Set<String> ANY_OTHER_ALLELE = Set.of("<NON_REF>", "<*>");

  private final VariantContext variants;
  private final List<Locus> overlapped;
  private final Genotype genotype;
  private final boolean trusted;
  private final String reference;
  private final boolean coversAnyAlternate;
  private final Loci loci;

  /// @param trusted false if the lab's own filters reject the record or no read supports it
  /// @param overlapped the loci that the record may speak of
  /// @param loci all of them
  RecordReading(VariantContext variants, boolean trusted, List<Locus> overlapped, Loci loci) {
    this.loci = loci;
    this.overlapped = overlapped;
    this.variants = variants;
    this.genotype = variants.getGenotype(0);
    this.trusted = trusted;
    this.reference = bases(variants.getReference());
    this.coversAnyAlternate =
        variants.getAlternateAlleles().isEmpty()
            || variants.getAlternateAlleles().stream()
                .anyMatch(allele -> ANY_OTHER_ALLELE.contains(allele.getDisplayString()));
  }

  /// What the record says; empty if nothing about this locus.
  ///
  /// @param end the last position that it speaks of
  /// @param referenceEnd the last position up to which it calls the reference
  Optional<Evidence> about(Locus locus, int end, int referenceEnd) {
    var beside = variants.getStart() > locus.end() || end < locus.position();
    if (beside && variants.getAlternateAlleles().stream().noneMatch(it -> changes(locus, it))) {
      return Optional.empty();
    }
    var single = genotype.getPloidy() == 1 && locus.canBeSingle();
    if (genotype.getPloidy() != 2 && !single) {
      // One copy, or three, of an autosomal gene is not a call that a diplotype can rest on.
      return Optional.of(
          new Evidence(trusted ? seen(locus) : Evidence.MISSING, Evidence.MISSING, ""));
    }
    var covers = variants.getStart() <= locus.position() && referenceEnd >= locus.end();
    // Whoever looked for a change of the locus speaks of it, wherever it is written.
    var speaksOfReference =
        isSubstitution(locus)
            ? covers && (coversAnyAlternate || tests(locus))
            : (covers && coversAnyAlternate) || tests(locus);
    var alleles = genotype.getAlleles();
    var evidence =
        new Evidence(
            copy(locus, alleles.getFirst(), speaksOfReference),
            single ? LocusCall.NO_COPY : copy(locus, alleles.getLast(), speaksOfReference),
            single ? "" : phaseBlock(),
            written(locus, alleles),
            absent(locus, alleles));
    if (evidence.isSilent()) {
      return Optional.empty();
    }
    return Optional.of(trusted ? evidence : new Evidence(Evidence.MISSING, Evidence.MISSING, ""));
  }

  /// What is called of the locus that is not its reference, on whichever of how many copies.
  private String seen(Locus locus) {
    return genotype.getAlleles().stream()
        .filter(allele -> allele.isNonReference() && !allele.isNoCall())
        .map(allele -> copy(locus, allele, false))
        .filter(base -> !base.equals(Evidence.SILENT) && !base.equals(locus.reference()))
        .max(Comparator.naturalOrder())
        .orElse(Evidence.MISSING);
  }

  private Set<String> absent(Locus locus, List<Allele> alleles) {
    if (alleles.stream().anyMatch(Allele::isNoCall)) {
      return Set.of();
    }
    var absent = new HashSet<String>();
    for (var alternate : variants.getAlternateAlleles()) {
      if (!alleles.contains(alternate) && isInBases(alternate)) {
        var base = spelled(locus, bases(alternate));
        if (locus.alternates().contains(base)) {
          absent.add(base);
        }
      }
    }
    // Two alternates of a longer record may spell one base here, and only one of them is called.
    for (var allele : alleles) {
      absent.remove(copy(locus, allele, false));
    }
    return absent;
  }

  private Map<String, Change> written(Locus locus, List<Allele> alleles) {
    var written = new HashMap<String, Change>();
    for (var allele : alleles) {
      if (allele.isNonReference() && !allele.isNoCall() && !allele.isSymbolic()) {
        var change = Change.of(variants.getStart(), reference, bases(allele));
        if (!change.isSubstitution()) {
          var asWritten = new Change(variants.getStart(), reference, bases(allele));
          spelling(locus, change).ifPresent(spelled -> written.put(spelled, asWritten));
        }
      }
    }
    return written;
  }

  private String copy(Locus locus, Allele allele, boolean speaksOfReference) {
    if (allele.isNoCall()) {
      return speaksOfReference ? Evidence.MISSING : Evidence.SILENT;
    }
    if (allele.isReference()) {
      return speaksOfReference ? locus.reference() : Evidence.SILENT;
    }
    return isInBases(allele) ? spelled(locus, bases(allele)) : LocusCall.NOT_IN_BASES;
  }

  /// Whether an alternate says something of a locus that the record lies beside.
  private boolean changes(Locus locus, Allele alternate) {
    return isInBases(alternate) && !spelled(locus, bases(alternate)).equals(Evidence.SILENT);
  }

  /// The allele as the locus spells it. Of a change that another locus spells, this one says
  /// nothing: a defining deletion is not an unknown base at the positions within it.
  private String spelled(Locus locus, String bases) {
    var change = Change.of(variants.getStart(), reference, bases);
    var here = spelling(locus, change);
    if (here.isPresent()) {
      return here.get();
    }
    if (overlapped.stream().anyMatch(other -> spelling(other, change).isPresent())) {
      return Evidence.SILENT;
    }
    if (bases.length() == reference.length() && isSubstitution(locus)) {
      var offset = locus.position() - variants.getStart();
      return offset >= 0 && offset + locus.reference().length() <= bases.length()
          ? bases.substring(offset, offset + locus.reference().length())
          : Evidence.SILENT;
    }
    if (change.isSubstitution()) {
      // Exchanged bases are not deleted: of a locus that is defined by a deletion or an insertion
      // they say that the copy has neither, if the record covers it.
      return variants.getStart() <= locus.position()
              && variants.getStart() + reference.length() > locus.end()
          ? locus.reference()
          : Evidence.SILENT;
    }
    var around = around(locus, change);
    if (around.isEmpty() && mayBeWrittenElsewhere(locus, change)) {
      return Evidence.MISSING;
    }
    var leftmost = around.map(window -> window.leftmost(change)).orElse(change);
    var touched =
        locus.changes().stream()
            .map(defining -> around.map(window -> window.leftmost(defining)).orElse(defining))
            .anyMatch(leftmost::overlaps);
    return touched ? LocusCall.UNDOCUMENTED : Evidence.SILENT;
  }

  /// Whether the change is one of the locus's if the bases between, which are not known, are its
  /// repeat, and nothing that is known there speaks against it: then the locus is neither called
  /// nor the reference.
  private boolean mayBeWrittenElsewhere(Locus locus, Change change) {
    return loci.window(locus).isPresent()
        && locus.changes().stream()
            .flatMap(defining -> defining.between(change).stream())
            .anyMatch(repeat ->
                !repeat.contradicts(new Window(variants.getStart(), reference))
                    && loci.contradicted(locus.chromosome(), repeat).isEmpty());
  }

  /// The alternate of the locus that the change is, wherever in a repeat either is written.
  private Optional<String> spelling(Locus locus, Change change) {
    var around = around(locus, change);
    var leftmost = around.map(window -> window.leftmost(change)).orElse(change);
    for (var alternate : locus.alternates()) {
      var defining = Change.of(locus.position(), locus.reference(), alternate);
      if (change.equals(defining)
          || leftmost.equals(around.map(window -> window.leftmost(defining)).orElse(defining))) {
        return Optional.of(alternate);
      }
    }
    return Optional.empty();
  }

  /// What is known of the reference from the locus to the record; empty if the change cannot be
  /// written elsewhere, or bases between the two are not known.
  private Optional<Window> around(Locus locus, Change change) {
    return change.isSubstitution()
        ? Optional.empty()
        : loci.window(locus)
            .flatMap(window -> window.joined(new Window(variants.getStart(), reference)));
  }

  /// Whether the record's alternates are of the kind that defines the locus, so that its reference
  /// call says something about the locus.
  private boolean tests(Locus locus) {
    for (var alternate : variants.getAlternateAlleles()) {
      if (!alternate.isSymbolic() && tests(locus, bases(alternate))) {
        return true;
      }
    }
    return false;
  }

  private boolean tests(Locus locus, String bases) {
    return isSubstitution(locus)
        ? bases.length() == reference.length()
        : spelling(locus, Change.of(variants.getStart(), reference, bases)).isPresent();
  }

  private String phaseBlock() {
    if (!genotype.isPhased()) {
      return "";
    }
    var set = genotype.getExtendedAttribute("PS");
    return set == null || set.equals(".") ? "|" : "|" + set;
  }

  private boolean isSubstitution(Locus locus) {
    return loci.window(locus).isEmpty();
  }

  private static boolean isInBases(Allele allele) {
    return !allele.isSymbolic() && !allele.getBaseString().equals("*");
  }

  private static String bases(Allele allele) {
    return allele.getBaseString().toUpperCase(Locale.ROOT);
  }
}
