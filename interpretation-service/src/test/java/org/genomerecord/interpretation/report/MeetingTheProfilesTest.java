package org.genomerecord.interpretation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.interpretation.report.SampleReports.AMBIGUOUS;
import static org.genomerecord.interpretation.report.SampleReports.all;
import static org.genomerecord.interpretation.report.SampleReports.bundle;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport.IssueSeverity;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.UnknownCodeSystemWarningValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.junit.jupiter.api.Test;

/// Against the base definitions of R4 and the profiles of the Genomics Reporting guide 3.0.0
/// (`src/test/resources/genomics-reporting`), with HAPI's validator. Building it takes seconds: all
/// of it in one test.
class MeetingTheProfilesTest {
  private static final FhirContext R4 = FhirContext.forR4();

  /// LOINC answers of the guide's value sets of therapeutic implications and, of recommendations,
  /// those of its examples: the validator does not have LOINC.
  private static final List<String> ANSWERS =
      List.of(
          "LA10315-2",
          "LA10317-8",
          "LA25390-8",
          "LA25391-6",
          "LA25392-4",
          "LA25393-2",
          "LA25394-0",
          "LA25395-7",
          "LA9657-3",
          "LA26421-0",
          "LA26422-8",
          "LA26423-6");

  /// The code that each profile fixes.
  private static final Map<String, String> CODES =
      Map.of(
          "genotype", "84413-4",
          "haplotype", "84414-2",
          "therapeutic-implication", "therapeutic-implication",
          "genomic-report", "51969-4");

  @Test
  void everyResourceMeetsTheProfileItClaimsAndABrokenOneDoesNot() throws IOException {
    var validator = validator();
    assertThat(
            Stream.of(AMBIGUOUS, SampleReports.outside(), SampleReports.NOTHING_CALLED)
                .flatMap(interpreted -> differing(bundle(interpreted)))
                .flatMap(resource -> errors(validator, resource).stream())
                .distinct())
        .isEmpty();

    var observations = all(bundle(AMBIGUOUS), Observation.class);
    var genotype = claiming("genotype", observations);
    assertThat(errors(validator, genotype.copy().setCode(Codes.haplotype()))).isNotEmpty();
    assertThat(errors(validator, genotype.copy().setValue(null))).isNotEmpty();
    var uncategorised = genotype.copy();
    uncategorised.getCategory().removeLast();
    assertThat(errors(validator, uncategorised)).isNotEmpty();
    var groundless = claiming("therapeutic-implication", observations).copy();
    groundless.setDerivedFrom(null);
    assertThat(errors(validator, groundless)).isNotEmpty();
    var task = all(bundle(AMBIGUOUS), Task.class).getFirst().copy();
    assertThat(errors(validator, task.setIntent(TaskIntent.ORDER))).isNotEmpty();
  }

  @Test
  void everyCodeIsTheOneOfItsProfile() {
    var bundle = bundle(AMBIGUOUS);
    var claimed =
        bundle.getEntry().stream()
            .map(Bundle.BundleEntryComponent::getResource)
            .filter(resource -> resource.getMeta().hasProfile())
            .collect(
                Collectors.groupingBy(resource ->
                    resource.getMeta().getProfile().getFirst().getValue().replaceFirst(".*/", "")));
    assertThat(claimed).containsKeys(CODES.keySet().toArray(String[]::new));
    CODES.forEach((profile, code) ->
        assertThat(Objects.requireNonNull(claimed.get(profile)))
            .allSatisfy(resource ->
                assertThat(
                        R4.newTerser()
                            .getSingleValueOrNull(resource, "code.coding", Coding.class)
                            .getCode())
                    .isEqualTo(code)));
    assertThat(
            Pattern.compile("LA\\d+-\\d")
                .matcher(FhirJson.write(bundle))
                .results()
                .map(MatchResult::group))
        .isNotEmpty()
        .isSubsetOf(ANSWERS);
  }

  /// What resources of one kind have in common: profile, LOINC codes and names of elements.
  private static final Pattern KIND =
      Pattern.compile(
          "\"profile\":\\[\"[^\"]*\"|\"code\":\"(LA264\\d\\d|\\d+)-\\d\"|\"[A-Za-z]+\":");

  /// One resource of each kind: of hundreds that differ by drug and gene only, the validator would
  /// say the same for minutes.
  private static Stream<Resource> differing(Bundle bundle) {
    return bundle.getEntry().stream()
        .map(Bundle.BundleEntryComponent::getResource)
        .collect(
            Collectors.toMap(
                resource ->
                    KIND.matcher(FhirJson.write(resource))
                        .results()
                        .map(MatchResult::group)
                        .collect(Collectors.toSet()),
                resource -> resource,
                (first, _) -> first))
        .values()
        .stream();
  }

  private static Observation claiming(String profile, List<Observation> observations) {
    return observations.stream()
        .filter(observation -> observation.getMeta().hasProfile(Codes.profile(profile)))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> errors(FhirValidator validator, IBaseResource resource) {
    return validator.validateWithResult(resource).getMessages().stream()
        .filter(message -> message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
        .map(message -> message.getLocationString() + ": " + message.getMessage())
        .toList();
  }

  @SuppressWarnings("deprecation") // that LOINC is not here: the library has no successor for it
  private static FhirValidator validator() throws IOException {
    var profiles = new PrePopulatedValidationSupport(R4);
    var file = Path.of("src/test/resources/genomics-reporting/profiles.json");
    FhirJson.read(Bundle.class, Files.readString(file))
        .getEntry()
        .forEach(entry -> profiles.addResource(entry.getResource()));
    var loinc = new UnknownCodeSystemWarningValidationSupport(R4);
    loinc.setNonExistentCodeSystemSeverity(IssueSeverity.INFORMATION);
    var module =
        new FhirInstanceValidator(
            new ValidationSupportChain(
                profiles,
                new DefaultProfileValidationSupport(R4),
                new InMemoryTerminologyServerValidationSupport(R4),
                new CommonCodeSystemsTerminologyService(R4),
                new SnapshotGeneratingValidationSupport(R4),
                loinc));
    module.setErrorForUnknownProfiles(true);
    return R4.newValidator().registerValidatorModule(module);
  }
}
