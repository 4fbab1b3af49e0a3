package org.genomerecord.interpretation.interpret;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.genomerecord.interpretation.diplotype.DiplotypeCaller;
import org.genomerecord.interpretation.outside.ActivityScores;
import org.genomerecord.interpretation.outside.OutsideCall;
import org.genomerecord.interpretation.outside.OutsideGene;
import org.genomerecord.interpretation.outside.OutsideGene.Meaning;
import org.genomerecord.interpretation.panel.Panel;
import org.jspecify.annotations.Nullable;

/// Findings of genes that the laboratory called itself.
final class Reported {
  private static final String BY_THE_LABORATORY = "Called by the laboratory, not here.";
  private static final String ONE_ALLELE =
      "The call names one allele; a result takes those of both copies.";
  private static final String SCORE_NOT_USED =
      "By this release's tables the phenotype cannot have the laboratory's activity score: the"
          + " phenotype stands, and no score is used.";

  private Reported() {}

  /// Of a gene that is called here otherwise: the laboratory's pair is looked up in its tables, of
  /// several variants on a copy the one of the lowest function. If the variants say something else,
  /// the finding says so. If the laboratory's call means nothing here, what the variants say
  /// stands, and the finding says that, too.
  ///
  /// @param caller of the panel
  /// @param here what the variants say; null if there are none
  static Finding finding(
      Panel panel,
      DiplotypeCaller caller,
      OutsideCall call,
      @Nullable Finding here,
      String release) {
    var caveats = new ArrayList<>(List.of(BY_THE_LABORATORY));
    var diplotypes = new ArrayList<Diplotype>();
    var copies = call.diplotype().split("/", -1);
    var first = copies[0].strip();
    var second = copies.length == 2 ? copies[1].strip() : first;
    var one = caller.deciding(first);
    var other = caller.deciding(second);
    var isWhole = copies.length == 2 || (copies.length == 1 && panel.canBeSingle());
    if (isWhole && one.isPresent() && other.isPresent() && call.phenotype().isEmpty()) {
      var phenotype = panel.phenotypeOf(one.get(), other.get());
      diplotypes.add(
          new Diplotype(
              first,
              copies.length == 2 ? second : "",
              phenotype.name(),
              phenotype.activityScore()));
    } else if (!call.phenotype().isEmpty()) {
      var score = hasScore(panel, call) ? call.activityScore() : null;
      diplotypes.add(new Diplotype(call.diplotype(), "", call.phenotype(), score));
      if (call.activityScore() != null && score == null) {
        caveats.add(SCORE_NOT_USED);
      }
    } else if (here != null && !here.diplotypes().isEmpty()) {
      return withCaveat(here, ofNoMeaning(panel, call) + " This is from the submitted variants.");
    } else {
      caveats.add(ofNoMeaning(panel, call));
    }
    if (here != null && differs(diplotypes, here.diplotypes())) {
      caveats.add(
          "The submitted variants say something else: "
              + labels(here.diplotypes())
              + ". The laboratory's call stands; clarify which is right before acting on it.");
    }
    return of(
        panel.name(),
        panel.gene(),
        panel.hgncId(),
        panel.dataClass(),
        release,
        diplotypes,
        caveats);
  }

  /// Whether the gene's tables have the laboratory's score with its phenotype.
  private static boolean hasScore(Panel panel, OutsideCall call) {
    var stated = Optional.ofNullable(call.activityScore()).flatMap(ActivityScores::parse);
    return panel.phenotypes().all().stream()
        .filter(phenotype -> phenotype.name().equals(call.phenotype()))
        .flatMap(phenotype -> Optional.ofNullable(phenotype.score()).stream())
        .anyMatch(score -> stated.filter(scores -> scores.mayBe(score)).isPresent());
  }

  private static String ofNoMeaning(Panel panel, OutsideCall call) {
    if (call.tellsOneAllele() && !panel.canBeSingle()) {
      return ONE_ALLELE;
    }
    return call.diplotype().isEmpty()
        ? "The laboratory gives an activity score only, which this gene's tables do not use."
        : "The laboratory's call ("
            + call.diplotype()
            + ") names an allele that this release does not know.";
  }

  private static Finding withCaveat(Finding finding, String caveat) {
    return new Finding(
        finding.panel(),
        finding.gene(),
        finding.hgncId(),
        finding.dataClass(),
        finding.knowledgeRelease(),
        finding.certainty(),
        finding.diplotypes(),
        finding.positionsMissing(),
        finding.positionsUndocumented(),
        finding.allelesNotExcluded(),
        finding.phenotypesNotExcluded(),
        Stream.concat(finding.caveats().stream(), Stream.of(caveat)).toList());
  }

  /// Whether none of the pairs called here means what the laboratory's does. A pair in the other
  /// order is the same; a phenotype without a pair is held against phenotypes.
  private static boolean differs(List<Diplotype> theirs, List<Diplotype> ours) {
    return !ours.isEmpty()
        && theirs.stream().noneMatch(their -> ours.stream().anyMatch(our -> same(their, our)));
  }

  private static boolean same(Diplotype their, Diplotype our) {
    return their.label().isEmpty()
        ? their.phenotype().equals(our.phenotype())
        : copies(their).equals(copies(our));
  }

  private static List<String> copies(Diplotype pair) {
    return Stream.of(pair.label().split("/", -1)).map(String::strip).sorted().toList();
  }

  private static String labels(List<Diplotype> pairs) {
    return pairs.stream()
        .map(pair -> pair.label() + " (" + pair.phenotype() + ")")
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /// Of a gene that only laboratories call.
  static Finding finding(
      OutsideGene gene, OutsideCall call, Map<String, List<Meaning>> means, String release) {
    var label = call.diplotype().isEmpty() ? "not given" : call.diplotype();
    var diplotypes =
        new TreeMap<>(means)
            .values().stream()
                .flatMap(List::stream)
                .map(meaning ->
                    new Diplotype(label, "", meaning.phenotype(), meaning.activityScore()))
                .toList();
    var caveats = new ArrayList<>(List.of(BY_THE_LABORATORY));
    var untold = gene.asked().stream().filter(asked -> !means.containsKey(asked)).toList();
    if (!untold.isEmpty()) {
      caveats.add("The call does not tell whether it is there: " + String.join(", ", untold) + ".");
    }
    if (means.values().stream().anyMatch(meanings -> meanings.size() > 1)) {
      caveats.add(
          "Copies were not counted, so that each of these phenotypes is possible. Ask the laboratory"
              + " how many there are.");
    }
    if (means.containsValue(List.of(new Meaning(gene.indeterminate(), null)))
        && call.phenotype().isEmpty()) {
      caveats.add(
          call.tellsOneAllele()
              ? ONE_ALLELE
              : "An allele of this call has no activity value in this release.");
    }
    if (gene.carried().isEmpty()
        && call.activityScore() != null
        && !call.phenotype().isEmpty()
        && diplotypes.stream().allMatch(diplotype -> diplotype.activityScore() == null)) {
      caveats.add(SCORE_NOT_USED);
    }
    return of(
        gene.name(), gene.gene(), gene.hgncId(), gene.dataClass(), release, diplotypes, caveats);
  }

  private static Finding of(
      String panel,
      String gene,
      String hgncId,
      String dataClass,
      String release,
      List<Diplotype> diplotypes,
      List<String> caveats) {
    return new Finding(
        panel,
        gene,
        hgncId,
        dataClass,
        release,
        diplotypes.isEmpty() ? Certainty.NOT_CALLED : Certainty.REPORTED,
        diplotypes,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        caveats);
  }
}
