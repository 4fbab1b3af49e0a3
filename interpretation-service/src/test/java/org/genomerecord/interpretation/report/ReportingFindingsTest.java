package org.genomerecord.interpretation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.interpretation.callset.SyntheticCallSet.INTERPRETER;
import static org.genomerecord.interpretation.callset.SyntheticCallSet.RELEASE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.genomerecord.interpretation.callset.LocusCalls;
import org.genomerecord.interpretation.callset.SyntheticCallSet;
import org.genomerecord.interpretation.guidance.Action;
import org.genomerecord.interpretation.guidance.Recommendation;
import org.genomerecord.interpretation.guidance.Source;
import org.genomerecord.interpretation.guidance.Strength;
import org.genomerecord.interpretation.interpret.Interpreted;
import org.genomerecord.interpretation.outside.OutsideCall;
import org.genomerecord.interpretation.page.SummaryPage;
import org.genomerecord.record.refusal.Category;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReportingFindingsTest {

  @Test
  void theReportIsAGenomicReportOfTheAccession() {
    var bundle = bundle();
    var report = only(bundle, DiagnosticReport.class);
    assertThat(bundle.getType()).isEqualTo(BundleType.SEARCHSET);
    assertThat(bundle.getTotal()).isEqualTo(1);
    assertThat(report.getIdPart()).isEqualTo("11111111-2222-4333-8444-555555555555");
    assertThat(report.getCode().getCodingFirstRep().getCode()).isEqualTo("51969-4");
    assertThat(report.getIdentifierFirstRep().getValue()).isEqualTo("accession-1");
    assertThat(report.getIssued()).isEqualTo(Instant.parse("2026-11-23T10:15:30.123Z"));
    assertThat(report.getConclusion()).contains(RELEASE.name(), "Informs clinicians");
    assertThat(only(bundle, Patient.class).getIdPart()).isEqualTo("pseudonym-1");
  }

  @Test
  void aReportSaysWhatInsertionsAndDeletionsWereComparedWith() {
    var digest = "0f".repeat(32);

    assertThat(comparedWith(null)).doesNotContain("Insertions and deletions");
    assertThat(comparedWith(Interpreted.NO_REFERENCE)).contains("without a reference sequence.");
    assertThat(comparedWith(digest)).contains("(SHA-256 " + digest + ").");
  }

  /// In the report's words, its tag and on its page.
  private static String comparedWith(@Nullable String reference) {
    var issued = SampleReports.issued(new Interpreted(List.of(), List.of(), reference));
    var report = only(ReportBundle.of(List.of(issued)), DiagnosticReport.class);
    assertThat(report.getMeta().getTag())
        .filteredOn(tag -> tag.getSystem().equals("urn:genome-record:reference"))
        .extracting(Coding::getCode)
        .isEqualTo(Stream.ofNullable(reference).toList());
    assertThat(SummaryPage.of(List.of(issued), List.of())).contains(issued.comparison());
    return report.getConclusion();
  }

  @Test
  void anAmendmentIsCalledSoAndNamesTheReportBefore() {
    var interpreted = new Interpreted(List.of(), List.of(), null);
    var first = ReportBundle.of(List.of(issued(interpreted)));
    var amended =
        only(
            ReportBundle.of(
                List.of(
                    new IssuedInterpretation(
                        "22222222-2222-4333-8444-555555555555",
                        "11111111-2222-4333-8444-555555555555",
                        "accession-1",
                        "pseudonym-1",
                        Instant.parse("2026-11-24T10:15:30.123Z"),
                        "2026-11-24",
                        interpreted))),
            DiagnosticReport.class);

    assertThat(only(first, DiagnosticReport.class).getStatus().toCode()).isEqualTo("final");
    assertThat(only(first, DiagnosticReport.class).getExtension()).isEmpty();
    assertThat(amended.getStatus().toCode()).isEqualTo("amended");
    assertThat(amended.getConclusion()).contains("2026-11-24", "Amended");
    assertThat(
            ((Reference)
                    amended
                        .getExtensionByUrl(
                            "http://hl7.org/fhir/StructureDefinition/diagnosticReport-replaces")
                        .getValue())
                .getReference())
        .isEqualTo(first.getEntryFirstRep().getFullUrl());
  }

  @Test
  void everyFindingHasBothCategories() {
    var bundle = bundle();
    assertThat(all(bundle, Observation.class))
        .isNotEmpty()
        .allSatisfy(observation ->
            assertThat(
                    observation.getCategory().stream()
                        .flatMap(category -> category.getCoding().stream())
                        .map(Coding::getCode))
                .containsExactly("laboratory", "GE"));
  }

  @Test
  void everyReferenceResolvesWithinTheBundle() {
    var bundle = bundle();
    var urls = bundle.getEntry().stream().map(BundleEntryComponent::getFullUrl).toList();
    assertThat(urls).doesNotHaveDuplicates();
    var references =
        bundle.getEntry().stream()
            .flatMap(entry -> references(entry.getResource()))
            .map(Reference::getReference)
            .toList();
    assertThat(references).isNotEmpty().isSubsetOf(urls);
    var results = only(bundle, DiagnosticReport.class).getResult();
    assertThat(results).hasSameSizeAs(all(bundle, Observation.class));
  }

  @Test
  void eachDrugIsNamedByItsRxNormCodeOrByNameWhereNoneCouldBeVerified() {
    var codes =
        all(bundle(), Observation.class).stream()
            .flatMap(observation -> observation.getComponent().stream())
            .filter(component ->
                component.getCode().getCodingFirstRep().is("http://loinc.org", "51963-7"))
            .map(component -> component.getValueCodeableConcept())
            .map(drug -> drug.hasCoding() ? drug.getCodingFirstRep().getCode() : drug.getText())
            .collect(Collectors.toSet());
    assertThat(codes)
        .contains("siponimod")
        .isNotEmpty()
        .isEqualTo(
            RELEASE.guidelines().stream()
                .filter(guideline ->
                    RELEASE.panels().stream()
                        .anyMatch(panel -> guideline.genes().contains(panel.gene())))
                .flatMap(guideline -> guideline.drugs().stream())
                .map(drug -> drug.code().orElse(drug.name()))
                .collect(Collectors.toSet()));
  }

  @Test
  void anImplicationIsDerivedFromItsGenotypeAndCitesItsGuideline() {
    var implication = implication(bundle(), "clopidogrel");
    assertThat(implication.getDerivedFrom()).hasSize(1);
    assertThat(FhirJson.write(implication)).contains("https://doi.org/10.1002/cpt.2526");
  }

  @Test
  void anImplicationSaysWhomItsGuidelineIsFor() {
    assertThat(implication(bundle(), "clopidogrel").getNote())
        .extracting(Annotation::getText)
        .contains("For whom: Adults; the guideline found little on children.");
    assertThat(implication(bundle(), "voriconazole").getNote())
        .extracting(Annotation::getText)
        .contains("For whom: Adults and children apart: rapid metabolizers differ.");
  }

  @Test
  void whatTheTestDoesNotTellAndWhatItCouldChangeIsConcluded() {
    var open =
        INTERPRETER.interpret(
            new LocusCalls(Map.of()),
            Map.of("HLA-B", new OutsideCall("HLA-B", "*57/*07:02", "", null)),
            Set.of("pharmacogenomic"));

    assertThat(implication(ReportBundle.of(List.of(issued(open))), "abacavir"))
        .satisfies(implication -> {
          assertThat(implication.getDerivedFrom()).hasSize(1);
          assertThat(FhirJson.write(implication))
              .contains(
                  "No recommendation without HLA-B *57:01, which the test does not tell. If *57:01"
                      + " positive: avoid.",
                  "HLA-B: The call does not tell whether it is there: HLA-B *57:01.");
        });
  }

  @Test
  void allelesThatAdviceByAllelesRestsOnAreNoted() {
    var panel = SyntheticCallSet.panel("CYP2C9");
    var reference = panel.alleles().getFirst();
    var lines = new ArrayList<>(SyntheticCallSet.carrying(panel, reference, reference, false));
    assertThat(lines.removeIf(line -> line.position() == 94981301)).isTrue();
    var bundle =
        ReportBundle.of(
            List.of(
                issued(
                    INTERPRETER.interpret(
                        SyntheticCallSet.calls(lines), Set.of("pharmacogenomic")))));
    var noted = "CYP2C9: alleles not excluded: *5. This advice rests on none of them being there.";

    assertThat(implication(bundle, "siponimod").getNote())
        .anySatisfy(note -> assertThat(note.getText()).isEqualTo(noted));
    assertThat(implication(bundle, "celecoxib").getNote())
        .isNotEmpty()
        .noneSatisfy(note -> assertThat(note.getText()).isEqualTo(noted));
  }

  private static Observation implication(Bundle bundle, String drug) {
    return all(bundle, Observation.class).stream()
        .filter(it -> it.getCode().getCodingFirstRep().getCode().equals("therapeutic-implication"))
        .filter(it -> FhirJson.write(it).contains(drug))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatWasNotAssessedIsNoted() {
    var recommendation =
        new Recommendation(
            "drug",
            "1",
            "any",
            List.of(),
            Action.NONE,
            "None.",
            Strength.NONE,
            List.of("GENE"),
            new Source("guideline", "2026", "1", "10.0/1"),
            null);
    var bundle =
        ReportBundle.of(List.of(issued(new Interpreted(List.of(), List.of(recommendation), null))));
    assertThat(FhirJson.write(bundle))
        .contains("GENE was not assessed.")
        .as("of what was issued before it was noted")
        .doesNotContain("For whom");
  }

  @Test
  void aGeneThatCouldNotBeCalledIsReportedWithoutValue() {
    var bundle =
        ReportBundle.of(
            List.of(
                issued(
                    INTERPRETER.interpret(new LocusCalls(Map.of()), Set.of("pharmacogenomic")))));
    var genotypes =
        all(bundle, Observation.class).stream()
            .filter(it -> it.getCode().getCodingFirstRep().getCode().equals("84413-4"))
            .toList();
    assertThat(genotypes)
        .hasSameSizeAs(RELEASE.panels())
        .allSatisfy(genotype -> {
          assertThat(genotype.hasValue()).isFalse();
          assertThat(genotype.hasDataAbsentReason()).isTrue();
        });
  }

  @Test
  void theBundleSurvivesJsonAndIsTheSameEachTime() {
    var json = FhirJson.write(bundle());
    assertThat(FhirJson.write(FhirJson.read(Bundle.class, json))).isEqualTo(json);
    assertThat(FhirJson.write(bundle())).isEqualTo(json);
  }

  @Test
  void noInterpretationIsAnEmptySearchset() {
    var bundle = ReportBundle.of(List.of());
    assertThat(bundle.getTotal()).isZero();
    assertThat(bundle.getEntry()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everyRefusalIsAnOperationOutcome(Category category) {
    var json = FhirJson.write(RefusalOutcome.of(category, "some-code", "Some sentence."));
    var issue = FhirJson.read(OperationOutcome.class, json).getIssueFirstRep();
    assertThat(issue.getDetails().getText()).isEqualTo("Some sentence.");
    assertThat(issue.getDetails().getCodingFirstRep().getCode()).isEqualTo("some-code");
    assertThat(issue.hasCode()).isTrue();
  }

  private static Bundle bundle() {
    var lines = new ArrayList<SyntheticCallSet.Line>();
    for (var panel : RELEASE.panels()) {
      var alleles = panel.alleles();
      lines.addAll(SyntheticCallSet.carrying(panel, alleles.getFirst(), alleles.getLast(), false));
    }
    return ReportBundle.of(
        List.of(
            issued(
                SyntheticCallSet.INTERPRETER.interpret(
                    SyntheticCallSet.calls(lines), Set.of("pharmacogenomic")))));
  }

  private static IssuedInterpretation issued(Interpreted interpreted) {
    return new IssuedInterpretation(
        "11111111-2222-4333-8444-555555555555",
        null,
        "accession-1",
        "pseudonym-1",
        Instant.parse("2026-11-23T10:15:30.123Z"),
        RELEASE.name(),
        interpreted);
  }

  private static Stream<Reference> references(Resource resource) {
    return switch (resource) {
      case DiagnosticReport report ->
          Stream.of(
                  Stream.of(report.getSubject()),
                  report.getResult().stream(),
                  report.getExtension().stream().map(it -> (Reference) it.getValue()))
              .flatMap(references -> references);
      case Observation observation ->
          Stream.concat(Stream.of(observation.getSubject()), observation.getDerivedFrom().stream());
      case Task task -> Stream.of(task.getFor(), task.getReasonReference());
      default -> Stream.empty();
    };
  }

  private static <T extends Resource> List<T> all(Bundle bundle, Class<T> type) {
    return bundle.getEntry().stream()
        .map(BundleEntryComponent::getResource)
        .filter(type::isInstance)
        .map(type::cast)
        .collect(Collectors.toList());
  }

  private static <T extends Resource> T only(Bundle bundle, Class<T> type) {
    assertThat(all(bundle, type)).hasSize(1);
    return all(bundle, type).getFirst();
  }
}
