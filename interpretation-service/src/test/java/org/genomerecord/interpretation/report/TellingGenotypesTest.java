package org.genomerecord.interpretation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.interpretation.report.SampleReports.AMBIGUOUS;
import static org.genomerecord.interpretation.report.SampleReports.all;
import static org.genomerecord.interpretation.report.SampleReports.bundle;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.genomerecord.interpretation.interpret.Certainty;
import org.genomerecord.interpretation.interpret.Diplotype;
import org.genomerecord.interpretation.interpret.Finding;
import org.genomerecord.interpretation.interpret.Interpreted;
import org.genomerecord.interpretation.interpret.Position;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;

class TellingGenotypesTest {

  @Test
  void eachDiplotypeOfAnAmbiguousCallIsAGenotypeThatSaysSo() {
    var genotypes = ofGene(bundle(AMBIGUOUS), "84413-4", "SLCO1B1");
    assertThat(genotypes)
        .extracting(TellingGenotypesTest::value)
        .containsExactly("SLCO1B1 *5/*20", "SLCO1B1 *15/*19", "SLCO1B1 *37/*40");
    assertThat(genotypes)
        .allSatisfy(genotype -> {
          assertThat(genotype.getNote())
              .extracting(Annotation::getText)
              .contains("SLCO1B1: 3 pairs of alleles explain the calls equally well.");
          assertThat(genotype.getDerivedFrom()).isEmpty();
        });
    assertThat(ofGene(bundle(AMBIGUOUS), "84414-2", "SLCO1B1")).isEmpty();
  }

  @Test
  void anImplicationRestsOnEveryGenotypeThatMeansIt() {
    var bundle = bundle(AMBIGUOUS);
    var named = byUrl(bundle);
    for (var gene : AMBIGUOUS.findings()) {
      var called = ofGene(bundle, "84413-4", gene.gene());
      assertThat(called)
          .hasSize(
              Math.max(
                  1, (int) gene.diplotypes().stream().map(Diplotype::label).distinct().count()));
    }
    assertThat(implications(bundle))
        .isNotEmpty()
        .allSatisfy(implication -> {
          assertThat(implication.getDerivedFrom()).isNotEmpty();
          assertThat(named.keySet())
              .containsAll(
                  implication.getDerivedFrom().stream().map(Reference::getReference).toList());
        });
  }

  @Test
  void aPairBeyondDoubtIsDerivedFromItsHaplotypes() {
    var bundle = bundle(AMBIGUOUS);
    var genotype = ofGene(bundle, "84413-4", "CYP2C19").getFirst();
    assertThat(value(genotype)).isEqualTo("CYP2C19 *2/*2");
    assertThat(genotype.getDerivedFrom())
        .extracting(Reference::getReference)
        .map(url -> value((Observation) Objects.requireNonNull(byUrl(bundle).get(url))))
        .containsExactly("CYP2C19 *2");
    assertThat(genotype.getComponent())
        .extracting(component -> component.getValueCodeableConcept().getCodingFirstRep().getCode())
        .contains("LA9657-3");
  }

  @Test
  void whatIsMissingIsNamedAndNoHaplotypeIsAsserted() {
    var finding =
        new Finding(
            "gene",
            "GENE",
            "HGNC:1",
            "pharmacogenomic",
            "release",
            Certainty.PROVISIONAL,
            List.of(new Diplotype("*1", "*1", "Normal Metabolizer", null)),
            List.of(new Position("chr1", 5, "rs1")),
            List.of(),
            List.of("*2"),
            List.of(),
            List.of());
    var bundle = bundle(new Interpreted(List.of(finding), List.of(), null));
    assertThat(ofGene(bundle, "84414-2", "GENE")).isEmpty();
    assertThat(ofGene(bundle, "84413-4", "GENE").getFirst().getNote())
        .extracting(Annotation::getText)
        .containsExactly("GENE: Not called: chr1:5 (rs1).", "GENE: Alleles not excluded: *2.");
  }

  @Test
  void aVariantThatLiesInNoGeneIsNamedAsTheVariantThatItIs() {
    var finding =
        new Finding(
            "rs1",
            "rs1",
            "",
            "pharmacogenomic",
            "release",
            Certainty.DEFINITE,
            List.of(new Diplotype("rs1 G/A", "rs1 G/A", "rs1 AG", null)),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    var bundle = bundle(new Interpreted(List.of(finding), List.of(), null));

    assertThat(all(bundle, Observation.class))
        .isNotEmpty()
        .allSatisfy(observation -> {
          var named = observation.getComponentFirstRep();
          assertThat(named.getCode().getCodingFirstRep().getCode()).isEqualTo("81252-9");
          assertThat(named.getValueCodeableConcept().getCodingFirstRep().getSystem())
              .isEqualTo("http://www.ncbi.nlm.nih.gov/projects/SNP");
          assertThat(named.getValueCodeableConcept().getCodingFirstRep().getCode())
              .isEqualTo("rs1");
        });
    assertThat(FhirJson.write(bundle)).doesNotContain("genenames.org", "48018-6");
  }

  @Test
  void anAlleleThatTheLaboratoryTypedIsWhatItsDrugsRestOn() {
    var bundle = bundle(SampleReports.outside());
    var genotypes = ofGene(bundle, "84413-4", "HLA-B");
    assertThat(genotypes)
        .extracting(TellingGenotypesTest::value)
        .containsExactly("HLA-B *57:01/*07:02");
    var abacavir =
        implications(bundle).stream()
            .filter(implication -> FhirJson.write(implication).contains("abacavir"))
            .findFirst()
            .orElseThrow();
    assertThat(abacavir.getDerivedFrom())
        .extracting(Reference::getReference)
        .map(url -> byUrl(bundle).get(url))
        .containsExactly(genotypes.getFirst());
  }

  @Test
  void whatAsksForAnotherDrugOrDoseIsATaskOfTheReport() {
    var bundle = bundle(AMBIGUOUS);
    var tasks = all(bundle, Task.class);
    var named = byUrl(bundle);
    assertThat(tasks)
        .hasSize(
            (int)
                AMBIGUOUS.recommendations().stream()
                    .filter(it ->
                        switch (it.action()) {
                          case AVOID, ALTERNATIVE, REDUCE, INCREASE -> true;
                          case STANDARD, MONITOR, NONE -> false;
                        })
                    .count())
        .allSatisfy(task -> {
          var reason = (Observation) named.get(task.getReasonReference().getReference());
          assertThat(implications(bundle)).contains(Objects.requireNonNull(reason));
          assertThat(task.getDescription()).isNotBlank();
        });
    var report = bundle.getEntry().getFirst().getResource();
    assertThat(FhirJson.write(report))
        .contains(
            bundle.getEntry().stream()
                .filter(entry -> entry.getResource() instanceof Task)
                .map(Bundle.BundleEntryComponent::getFullUrl)
                .toList());
  }

  private static List<Observation> implications(Bundle bundle) {
    return all(bundle, Observation.class).stream()
        .filter(it -> it.getCode().getCodingFirstRep().getCode().equals("therapeutic-implication"))
        .toList();
  }

  private static List<Observation> ofGene(Bundle bundle, String code, String gene) {
    return all(bundle, Observation.class).stream()
        .filter(it -> it.getCode().getCodingFirstRep().getCode().equals(code))
        .filter(it -> it.getComponentFirstRep().getValueCodeableConcept().getText().equals(gene))
        .toList();
  }

  private static String value(Observation observation) {
    return observation.getValueCodeableConcept().getText();
  }

  private static Map<String, Resource> byUrl(Bundle bundle) {
    return bundle.getEntry().stream()
        .collect(
            Collectors.toMap(
                Bundle.BundleEntryComponent::getFullUrl,
                ((Function<Bundle.BundleEntryComponent, Resource>)
                    Bundle.BundleEntryComponent::getResource)));
  }
}
