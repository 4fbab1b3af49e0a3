package org.genomerecord.ingestion.hl7v2;

import ca.uhn.hl7v2.model.v251.segment.OBX;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.genomerecord.ingestion.outside.CallCheck;
import org.genomerecord.ingestion.outside.CallCheck.Place;
import org.genomerecord.ingestion.outside.NamedGene;
import org.genomerecord.ingestion.outside.OutsideCall;
import org.genomerecord.ingestion.vcf.Findings;
import org.genomerecord.ingestion.vcf.ProblemCode;
import org.genomerecord.ingestion.vcf.VcfProblem;
import org.genomerecord.ingestion.vcf.VcfProblem.Severity;

/// The observations of a result by order and sub-id (OBX-4), which say together what was called:
/// `2a` is a group, and `2a.a` one within it.
final class ObservationGroups {
  private static final String GENE_STUDIED = "48018-6";
  private static final String GENOTYPE = "84413-4";
  private static final String COPY_NUMBER = "82155-3";

  /// HL7 v2.5.1 gives OBX-4 twenty.
  private static final int SUB_ID_CHARS_MAX = 64;

  /// Effect on drug metabolism; associated phenotype.
  private static final Set<String> PHENOTYPES = Set.of("53040-2", "81259-4");

  /// Assessment, display name, identifier, c.HGVS, g.HGVS and p.HGVS of a variant.
  private static final Set<String> VARIANT =
      Set.of("69548-6", "47998-0", "81252-9", "48004-6", "81290-9", "48005-3");

  private final Findings findings;
  private final CallCheck check;
  private final Map<Group, List<Result>> groups = new LinkedHashMap<>();

  /// What those with a genotype, and those within them, say of it.
  private final Map<Group, List<Result>> details = new HashMap<>();

  ObservationGroups(Findings findings) {
    this.findings = findings;
    this.check = new CallCheck(findings);
  }

  /// @param order counted from 1
  /// @param subId empty: all without one are one group
  private record Group(int order, String subId) {
    /// This one, and those that it is within: as many as its sub-id has points.
    List<Group> withThoseAround() {
      var all = new ArrayList<Group>(List.of(this));
      for (int end = subId.lastIndexOf('.'); end > 0; end = subId.lastIndexOf('.', end - 1)) {
        all.add(new Group(order, subId.substring(0, end)));
      }
      return all;
    }
  }

  /// @param segment number of the OBX
  private record Result(long segment, String code, CodedValue value) {
    Place place() {
      return new Place(segment, null, "OBX-5");
    }
  }

  List<OutsideCall> calls() {
    return check.calls();
  }

  /// Takes an observation that is final.
  void add(long segment, int order, OBX seen) {
    var code = Hl7Header.text(seen.getObservationIdentifier().getIdentifier().getValue());
    if (code.isEmpty()) {
      findings.add(new VcfProblem(segment, "OBX-3", Severity.ERROR, ProblemCode.FIELD_MISSING));
      return;
    }
    if (CutOff.is(seen.getObservationIdentifier())
        || CutOff.is(seen.getObservationSubID())
        || Stream.of(seen.getObservationValue()).anyMatch(value -> CutOff.is(value.getData()))) {
      findings.add(new VcfProblem(segment, "OBX-5", Severity.ERROR, ProblemCode.SEGMENT_MALFORMED));
      return;
    }
    var subId = Hl7Header.text(seen.getObservationSubID().getValue());
    if (subId.length() > SUB_ID_CHARS_MAX) {
      findings.add(new VcfProblem(segment, "OBX-4", Severity.ERROR, ProblemCode.SEGMENT_MALFORMED));
      return;
    }
    var alternate =
        Hl7Header.text(seen.getObservationIdentifier().getAlternateIdentifier().getValue());
    var group = new Group(order, subId);
    groups
        .computeIfAbsent(group, _ -> new ArrayList<>())
        .add(new Result(segment, isRead(alternate) ? alternate : code, CodedValue.of(seen)));
  }

  private static boolean isRead(String code) {
    return code.equals(GENE_STUDIED)
        || code.equals(GENOTYPE)
        || code.equals(COPY_NUMBER)
        || PHENOTYPES.contains(code)
        || VARIANT.contains(code);
  }

  /// Makes calls of the groups.
  void read() {
    var genotyped =
        groups.values().stream()
            .flatMap(List::stream)
            .filter(result -> result.code().equals(GENOTYPE))
            .skip(CallCheck.CALLS_MAX)
            .findFirst();
    if (genotyped.isPresent()) {
      refuse(genotyped.get(), ProblemCode.CALLS_TOO_MANY);
      return;
    }
    var genotypedGroups =
        groups.entrySet().stream()
            .filter(entry ->
                entry.getValue().stream().anyMatch(result -> result.code().equals(GENOTYPE)))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    groups.forEach((group, results) -> detail(group, results, genotypedGroups));
    groups.forEach((group, results) -> {
      var genotypes = results.stream().filter(result -> result.code().equals(GENOTYPE)).toList();
      genotypes.stream().limit(1).forEach(genotype -> call(group, genotype));
      genotypes.stream().skip(1).forEach(another -> refuse(another, ProblemCode.SUB_ID_AMBIGUOUS));
      if (genotypes.isEmpty()) {
        results.forEach(this::warn);
      }
    });
    if (check.calls().isEmpty() && !findings.refused()) {
      findings.warn(new VcfProblem(null, null, Severity.WARNING, ProblemCode.NOTHING_CALLED), "");
    }
  }

  private void detail(Group group, List<Result> results, Set<Group> genotyped) {
    var said =
        results.stream()
            .filter(
                result -> PHENOTYPES.contains(result.code()) || result.code().equals(COPY_NUMBER))
            .toList();
    if (!said.isEmpty()) {
      group.withThoseAround().stream()
          .filter(genotyped::contains)
          .forEach(around -> details.computeIfAbsent(around, _ -> new ArrayList<>()).addAll(said));
    }
  }

  private void warn(Result result) {
    if (VARIANT.contains(result.code())) {
      warn(result, ProblemCode.VARIANT_NOT_READ);
    } else if (!isRead(result.code()) && !result.value().isAttachment()) {
      warn(result, ProblemCode.OBSERVATION_NOT_READ);
    }
  }

  private void call(Group group, Result genotype) {
    var genes =
        group.withThoseAround().stream()
            .flatMap(around -> groups.getOrDefault(around, List.of()).stream())
            .filter(result -> result.code().equals(GENE_STUDIED))
            .map(result -> result.value().gene())
            .distinct()
            .toList();
    if (genes.size() > 1) {
      refuse(genotype, ProblemCode.SUB_ID_AMBIGUOUS);
      return;
    }
    switch (genes.isEmpty() ? new NamedGene.Missing() : genes.getFirst()) {
      case NamedGene.Missing() -> refuse(genotype, ProblemCode.GENE_MISSING);
      case NamedGene.Contradictory() -> refuse(genotype, ProblemCode.GENE_CONTRADICTION);
      case NamedGene.Named(var symbol) -> {
        var phenotype = within(group, genotype, PHENOTYPES);
        var copies = within(group, genotype, Set.of(COPY_NUMBER));
        var diplotype = genotype.value().words();
        if (phenotype.isEmpty() || copies.isEmpty()) {
          return; // Said.
        }
        if (diplotype.length() > CallCheck.VALUE_LENGTH_MAX || genotype.value().isRepeated()) {
          refuse(genotype, ProblemCode.VALUE_TOO_LONG);
          return;
        }
        check.add(
            new OutsideCall(
                symbol,
                NamedGene.withoutSymbol(diplotype, symbol),
                NamedGene.withoutSymbol(phenotype.get(), symbol),
                null,
                copies.get().isEmpty() ? null : wholeNumber(copies.get())),
            genotype.place());
      }
    }
  }

  /// What a group and those within it say of something, once; empty words if they say nothing.
  ///
  /// @return empty if it cannot be told: it was said
  private Optional<String> within(Group group, Result genotype, Set<String> codes) {
    var said =
        details.getOrDefault(group, List.of()).stream()
            .filter(result -> codes.contains(result.code()))
            .toList();
    var words = said.stream().map(result -> result.value().words()).distinct().toList();
    if (words.size() > 1 || said.stream().anyMatch(result -> result.value().isRepeated())) {
      refuse(genotype, ProblemCode.SUB_ID_AMBIGUOUS);
      return Optional.empty();
    }
    var only = words.isEmpty() ? "" : words.getFirst();
    if (only.length() > CallCheck.VALUE_LENGTH_MAX) {
      refuse(said.getFirst(), ProblemCode.VALUE_TOO_LONG);
      return Optional.empty();
    }
    return Optional.of(only);
  }

  /// `2.0` is `2`; what is no number stays what it is, for the check.
  private static String wholeNumber(String written) {
    return written.matches("[0-9]{1,3}\\.0{1,3}")
        ? new BigDecimal(written).toBigInteger().toString()
        : written;
  }

  private void refuse(Result result, ProblemCode code) {
    findings.add(new VcfProblem(result.segment(), "OBX-5", Severity.ERROR, code));
  }

  private void warn(Result result, ProblemCode code) {
    findings.warn(new VcfProblem(result.segment(), "OBX-5", Severity.WARNING, code), "");
  }
}
