package org.genomerecord.ingestion.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport.IssueSeverity;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.genomerecord.ingestion.vcf.ProblemCode;
import org.genomerecord.ingestion.vcf.VcfProblem;
import org.genomerecord.ingestion.vcf.VcfProblem.Severity;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.UnknownCodeSystemWarningValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.jspecify.annotations.Nullable;

/// The base definitions of FHIR R4, as HAPI's validator holds resources against them.
///
/// They take some 200 MB and ten seconds of a processor to load: the first report loads them.
/// Resources are validated one at a time; reports that are read at the same time take turns,
/// resource by resource.
final class BaseDefinitions {
  static final FhirContext R4 = FhirContext.forR4();
  private static final Object ONE_AT_A_TIME = new Object();

  private BaseDefinitions() {}

  private static final class Loaded {
    static final FhirValidator VALIDATOR = load();
  }

  @SuppressWarnings("deprecation") // that LOINC is not here: the library has no successor for it
  private static FhirValidator load() {
    var elsewhere = new UnknownCodeSystemWarningValidationSupport(R4);
    elsewhere.setNonExistentCodeSystemSeverity(IssueSeverity.INFORMATION);
    var instances =
        new FhirInstanceValidator(
            new ValidationSupportChain(
                new DefaultProfileValidationSupport(R4),
                new InMemoryTerminologyServerValidationSupport(R4),
                new CommonCodeSystemsTerminologyService(R4),
                elsewhere));
    // Guides have laboratories claim profiles that are not here; what counts is the resource.
    instances.setErrorForUnknownProfiles(false);
    return R4.newValidator().registerValidatorModule(instances);
  }

  /// What is wrong with one resource. Nothing of it is in the answer: the library's sentences,
  /// which quote it, are left behind.
  static List<VcfProblem> problems(SubmittedJson text, SubmittedJson.Part part) {
    synchronized (ONE_AT_A_TIME) {
      var validator = Loaded.VALIDATOR;
      try {
        return validator.validateWithResult(text.of(part)).getMessages().stream()
            .filter(message -> message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
            .map(message -> problem(message, part))
            .toList();
      } catch (RuntimeException | StackOverflowError _) {
        // Of what it does not expect, the library throws whatever, and its patterns go a step down
        // for each character of a long text; the file is at fault either way.
        return List.of(
            new VcfProblem(
                part.line(),
                null,
                part.expression(),
                Severity.ERROR,
                ProblemCode.FHIR_RULE_BROKEN));
      }
    }
  }

  private static VcfProblem problem(SingleValidationMessage message, SubmittedJson.Part part) {
    int line = Objects.requireNonNullElse(message.getLocationLine(), 1);
    return new VcfProblem(
        part.line() + Math.max(0, line - 1),
        null,
        expression(message.getLocationString(), part),
        Severity.ERROR,
        code(message));
  }

  /// Within the bundle; without the ids of resources, which the library writes between slashes.
  private static String expression(@Nullable String location, SubmittedJson.Part part) {
    if (location == null) {
      return part.expression();
    }
    var path = location.replaceAll("/\\*.*?\\*/", "");
    int dot = path.indexOf('.');
    return dot < 0 ? part.expression() : part.expression() + path.substring(dot);
  }

  private static ProblemCode code(SingleValidationMessage message) {
    var id = String.valueOf(message.getMessageId());
    var text = String.valueOf(message.getMessage()).toLowerCase(Locale.ROOT);
    if (text.startsWith("unrecognized property") || id.contains("UNKNOWN")) {
      return ProblemCode.FHIR_ELEMENT_UNKNOWN;
    }
    if (id.equals("Validation_VAL_Profile_Minimum")) {
      return ProblemCode.FHIR_ELEMENT_MISSING;
    }
    return id.startsWith("Type_Specific_Checks") || id.startsWith("Terminology_")
        ? ProblemCode.FHIR_VALUE_INVALID
        : ProblemCode.FHIR_RULE_BROKEN;
  }
}
