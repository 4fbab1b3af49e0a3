package org.genomerecord.interpretation.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.util.Objects;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.RestfulCapabilityMode;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.hl7.fhir.r4.model.Enumerations.FHIRVersion;
import org.junit.jupiter.api.Test;

class AskingWhatTheEndpointsCanDoTest {

  /// Strict: an element that R4 does not have fails.
  private static CapabilityStatement statement() {
    var parser = FhirContext.forR4().newJsonParser();
    parser.setParserErrorHandler(new StrictErrorHandler());
    return parser.parseResource(CapabilityStatement.class, new CapabilityResource().metadata());
  }

  @Test
  void theAnswerIsAnR4CapabilityStatement() {
    assertThat(statement().getFhirVersion()).isEqualTo(FHIRVersion._4_0_1);
  }

  /// FHIR R4 CapabilityStatement: status, date, kind, fhirVersion and format are 1..1 or 1..*.
  @Test
  void nothingThatR4RequiresIsMissing() {
    var statement = statement();

    assertThat(statement.hasStatus()).isTrue();
    assertThat(statement.hasDate()).isTrue();
    assertThat(statement.hasKind()).isTrue();
    assertThat(statement.getFormat()).isNotEmpty();
    // cpb-3: implementation description or software or messaging; an instance has an
    // implementation.
    assertThat(statement.getImplementation().hasDescription()).isTrue();
    assertThat(statement.getSoftware().getName()).isNotBlank();
  }

  @Test
  void reportsAreFoundBySubject() {
    assertThat(statement().getRest()).hasSize(1);
    var rest = statement().getRestFirstRep();

    assertThat(rest.getMode()).isEqualTo(RestfulCapabilityMode.SERVER);
    assertThat(rest.getResource())
        .extracting(resource -> resource.getType())
        .containsExactly("DiagnosticReport", "Consent");
    var report = rest.getResourceFirstRep();
    assertThat(report.getType()).isEqualTo("DiagnosticReport");
    assertThat(report.getInteractionFirstRep().getCode())
        .isEqualTo(TypeRestfulInteraction.SEARCHTYPE);
    assertThat(report.getSearchParam()).extracting(item -> item.getName()).contains("subject");
  }

  @Test
  void consentsAreVersionedAndFoundByPatient() {
    var consent = statement().getRestFirstRep().getResource().getLast();

    assertThat(consent.getInteraction())
        .extracting(interaction -> interaction.getCode())
        .contains(TypeRestfulInteraction.CREATE, TypeRestfulInteraction.UPDATE)
        .doesNotContain(TypeRestfulInteraction.DELETE);
    assertThat(consent.getVersioning().toCode()).isEqualTo("versioned-update");
    assertThat(consent.getSearchParam()).extracting(item -> item.getName()).contains("patient");
  }

  @Test
  void howToBePermittedIsSaid() {
    assertThat(Objects.requireNonNull(statement().getRestFirstRep().getSecurity()).getDescription())
        .contains("Purpose-Of-Use");
  }
}
