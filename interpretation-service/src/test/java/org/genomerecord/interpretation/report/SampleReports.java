package org.genomerecord.interpretation.report;

import static org.genomerecord.interpretation.callset.SyntheticCallSet.INTERPRETER;
import static org.genomerecord.interpretation.callset.SyntheticCallSet.RELEASE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.genomerecord.interpretation.callset.LocusCalls;
import org.genomerecord.interpretation.callset.SyntheticCallSet;
import org.genomerecord.interpretation.callset.SyntheticCallSet.Line;
import org.genomerecord.interpretation.interpret.Interpreted;
import org.genomerecord.interpretation.outside.OutsideCall;
import org.genomerecord.interpretation.panel.NamedAllele;
import org.genomerecord.interpretation.panel.Panel;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;

/// Interpretations made for tests; there is no person behind them.
public final class SampleReports {
  private static final Set<String> CLASSES = Set.of("pharmacogenomic");

  /// The first and the last allele of every gene; of CYP2C19 `*2/*2`, and of SLCO1B1 what three
  /// pairs explain equally well.
  public static final Interpreted AMBIGUOUS =
      INTERPRETER.interpret(SyntheticCallSet.calls(lines()), CLASSES);

  public static final Interpreted NOTHING_CALLED =
      INTERPRETER.interpret(new LocusCalls(Map.of()), CLASSES);

  private SampleReports() {}

  /// With genes that the laboratory called itself.
  public static Interpreted outside() {
    return INTERPRETER.interpret(
        SyntheticCallSet.calls(lines()),
        Map.of(
            "CYP2D6", new OutsideCall("CYP2D6", "*4/*5", "", null),
            "HLA-B", new OutsideCall("HLA-B", "*57:01/*07:02", "", null)),
        CLASSES);
  }

  private static List<Line> lines() {
    var lines = new ArrayList<Line>();
    for (var panel : RELEASE.panels()) {
      var alleles = panel.alleles();
      switch (panel.gene()) {
        case "CYP2C19" -> lines.addAll(carrying(panel, "*2", "*2"));
        case "SLCO1B1" -> lines.addAll(carrying(panel, "*5", "*20"));
        default ->
            lines.addAll(
                SyntheticCallSet.carrying(panel, alleles.getFirst(), alleles.getLast(), false));
      }
    }
    return lines;
  }

  private static List<Line> carrying(Panel panel, String first, String second) {
    return SyntheticCallSet.carrying(panel, allele(panel, first), allele(panel, second), false);
  }

  private static NamedAllele allele(Panel panel, String name) {
    return panel.alleles().stream()
        .filter(allele -> allele.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  public static IssuedInterpretation issued(Interpreted interpreted) {
    return new IssuedInterpretation(
        "11111111-2222-4333-8444-555555555555",
        null,
        "accession-1",
        "pseudonym-1",
        Instant.parse("2026-11-23T10:15:30.123Z"),
        RELEASE.name(),
        interpreted);
  }

  static Bundle bundle(Interpreted interpreted) {
    return ReportBundle.of(List.of(issued(interpreted)));
  }

  static <T extends Resource> List<T> all(Bundle bundle, Class<T> type) {
    return bundle.getEntry().stream()
        .map(Bundle.BundleEntryComponent::getResource)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }
}
