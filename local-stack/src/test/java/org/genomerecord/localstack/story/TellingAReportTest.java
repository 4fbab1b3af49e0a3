package org.genomerecord.localstack.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class TellingAReportTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ACCESSION = "A-1";
  private static final String GENE = "48018-6";
  private static final String VARIANT = "81252-9";
  private static final String PHENOTYPE_OR_CONTEXT = "81259-4";
  private static final String IMPLICATION = "therapeutic-implication";

  private static final ObjectNode CYP2C19 =
      with(
          with(called("CYP2C19 *2/*17"), GENE, "CYP2C19"),
          PHENOTYPE_OR_CONTEXT,
          "CYP2C19 Intermediate Metabolizer");
  private static final ObjectNode NO_GENE = with(notCalled(), VARIANT, "rs12777823");
  private static final ObjectNode CYP2B6 = with(notCalled(), GENE, "CYP2B6");

  private static ObjectNode observation(String code) {
    var observation = JSON.createObjectNode().put("resourceType", "Observation");
    observation.set("code", concept(code));
    observation.putArray("component");
    observation.putArray("note");
    return observation;
  }

  private static ObjectNode concept(String code) {
    var concept = JSON.createObjectNode();
    concept.putArray("coding").addObject().put("code", code);
    return concept;
  }

  private static ObjectNode called(String value) {
    var genotype = observation("84413-4");
    genotype.putObject("valueCodeableConcept").put("text", value);
    return genotype;
  }

  private static ObjectNode notCalled() {
    return observation("84413-4");
  }

  private static ObjectNode with(ObjectNode observation, String code, String text) {
    var component = observation.withArray("component").addObject();
    component.set("code", concept(code));
    component.set("valueCodeableConcept", concept(text).put("text", text));
    return observation;
  }

  private static ObjectNode advice(String drug, String action, String wording) {
    var implication = with(observation(IMPLICATION), "51963-7", drug);
    with(implication, "action", action);
    var conclusion = implication.withArray("component").addObject();
    conclusion.set("code", concept("conclusion-string"));
    conclusion.put("valueString", wording);
    return implication;
  }

  private static ObjectNode in(String context, ObjectNode implication) {
    return with(implication, PHENOTYPE_OR_CONTEXT, context);
  }

  private static ObjectNode by(String result, ObjectNode implication) {
    return with(implication, IMPLICATION, result);
  }

  private static ObjectNode noted(ObjectNode observation, String note) {
    observation.withArray("note").addObject().put("text", note);
    return observation;
  }

  private static FhirReport report(ObjectNode... observations) {
    var report = JSON.createObjectNode().put("resourceType", "DiagnosticReport");
    report.putArray("identifier").addObject().put("value", ACCESSION);
    var bundle = JSON.createObjectNode();
    var entries = bundle.putArray("entry");
    entries.addObject().set("resource", report);
    for (var observation : observations) {
      var url = "urn:uuid:" + entries.size();
      report.withArray("result").addObject().put("reference", url);
      entries.addObject().put("fullUrl", url).set("resource", observation);
    }
    return FhirReport.of(bundle, ACCESSION);
  }

  private static List<String> lines(ObjectNode... observations) {
    return report(observations).lines();
  }

  @Test
  void whatWasNotCalledIsNamedAlsoIfItLiesInNoGene() {
    assertThat(lines(CYP2C19, NO_GENE, CYP2B6))
        .startsWith("CYP2C19 *2/*17, Intermediate Metabolizer", "Not called: CYP2B6, rs12777823");
  }

  @Test
  void aGenotypeOfNothingMakesNoWholeReport() {
    var codeine = advice("codeine", "avoid", "Not this one.");

    assertThat(report(CYP2C19, NO_GENE, CYP2B6, codeine).isWhole()).isTrue();
    assertThat(report(CYP2C19, NO_GENE, CYP2B6, notCalled(), codeine).isWhole()).isFalse();
    assertThat(report(CYP2C19, NO_GENE, codeine).isWhole()).isFalse();
    assertThat(report(CYP2C19, NO_GENE, CYP2B6).isWhole()).isFalse();
  }

  @Test
  void aGenotypeSaysAllThatItMayMeanAndTheFirstThingToKnow() {
    var genotype = with(called("CYP2D6 *2xN/*4"), GENE, "CYP2D6");
    with(genotype, PHENOTYPE_OR_CONTEXT, "CYP2D6 Normal Metabolizer");
    with(genotype, PHENOTYPE_OR_CONTEXT, "CYP2D6 Ultrarapid Metabolizer");
    noted(noted(genotype, "CYP2D6: Copies were not counted."), "CYP2D6: More.");

    assertThat(lines(genotype))
        .startsWith(
            "CYP2D6 *2xN/*4, Normal Metabolizer or Ultrarapid Metabolizer. CYP2D6: Copies were not"
                + " counted.");
  }

  @Test
  void eachBranchOfAdviceSaysWhichItIsAndForWhom() {
    assertThat(
            lines(
                noted(in("adult", advice("voriconazole", "alternative", "Another.")), "A: caveat."),
                in("paediatric", advice("voriconazole", "monitor", "Watch levels.")),
                noted(advice("codeine", "avoid", "Not this one."), "For whom: Adults.")))
        .startsWith(
            "voriconazole (adult): Another.",
            "voriconazole (paediatric): Watch levels.",
            "codeine: Not this one. For whom: Adults.");
  }

  @Test
  void whereTheResultIsNotOneEachAdviceSaysByWhichItIs() {
    assertThat(
            lines(
                by("G Poor", in("adult", advice("one", "avoid", "Never."))),
                by("G Normal", in("adult", advice("one", "standard", "As usual."))),
                by("G Poor", in("paediatric", advice("one", "reduce", "Half."))),
                by("G Poor", advice("other", "reduce", "Less."))))
        .startsWith("one (adult; G Poor): Never.", "one (paediatric): Half.", "other: Less.");
  }

  @Test
  void noChangeAndNoAdviceAreCountedApart() {
    assertThat(
            lines(
                advice("plain", "standard", "As usual."),
                in("adult", advice("mixed", "standard", "As usual.")),
                in("paediatric", advice("mixed", "none", "No recommendation.")),
                advice("untold", "none", "No recommendation."),
                in("adult", advice("same", "none", "No recommendation.")),
                in("paediatric", advice("same", "none", "No recommendation.")),
                in("adult", advice("changed", "avoid", "Not this one.")),
                in("low doses", advice("changed", "none", "No recommendation."))))
        .containsExactly(
            "changed (adult): Not this one.",
            "No change by genotype: 2 drugs, of which 1 for some contexts or results only.",
            "No recommendation, as a gene was not called or not tested, or as there is none for"
                + " its result: 4 drugs, of which 2 for some contexts or results only.");
    assertThat(lines(advice("plain", "standard", "As usual.")))
        .containsExactly(
            "No change by genotype: 1 drug.",
            "No recommendation, as a gene was not called or not tested, or as there is none for"
                + " its result: 0 drugs.");
  }
}
