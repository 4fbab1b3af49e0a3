package org.genomerecord.ingestion.fhir;

import java.util.List;
import java.util.stream.Stream;
import org.genomerecord.ingestion.outside.CallCheck.Place;
import org.genomerecord.ingestion.outside.SourceClass;
import org.genomerecord.ingestion.vcf.Findings;
import org.genomerecord.ingestion.vcf.ProblemCode;
import org.genomerecord.ingestion.vcf.VcfProblem;
import org.genomerecord.ingestion.vcf.VcfProblem.Severity;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/// Reads what the observations of a report say of its source. All of its calls are taken for one
/// thing, so all that say it have to say the same.
///
/// What cannot be taken refuses, and so does what is neither germline nor somatic: left out, it
/// would be read as what the patient was born with.
final class SourceReading {
  /// As the profile of FHIR R4 for genetics has it.
  static final String EXTENSION =
      "http://hl7.org/fhir/StructureDefinition/observation-geneticsGenomicSourceClass";

  private final Findings findings;
  private @Nullable SourceClass expected;

  /// @param stated what the submission is taken for; null: whatever the report says
  SourceReading(Findings findings, @Nullable SourceClass stated) {
    this.findings = findings;
    this.expected = stated;
  }

  void read(Place place, Observation observation) {
    if (Codes.asksSource(observation.getCode())) {
      said(place, observation.getValue(), observation.hasDataAbsentReason());
    }
    for (int i = 0; i < observation.getComponent().size(); i++) {
      var component = observation.getComponent().get(i);
      if (Codes.asksSource(component.getCode())) {
        said(
            new Place(place.line(), "%s.component[%d]".formatted(place.expression(), i)),
            component.getValue(),
            component.hasDataAbsentReason());
      }
    }
    for (var extension : observation.getExtensionsByUrl(EXTENSION)) {
      said(place, extension.getValue(), extension.hasExtension());
    }
  }

  /// @param saysAbsent whether a reason stands there in place of a value
  private void said(Place place, @Nullable Type value, boolean saysAbsent) {
    boolean isSilent = (value == null || value.isEmpty()) && !saysAbsent;
    if (isSilent) {
      return;
    }
    var codes =
        value instanceof CodeableConcept concept
            ? concept.getCoding().stream().map(Coding::getCode).flatMap(Stream::ofNullable).toList()
            : List.<String>of();
    SourceClass.answered(codes)
        .ifPresentOrElse(
            source -> take(place, source), () -> refuse(place, ProblemCode.CONTEXT_NOT_TAKEN));
  }

  private void take(Place place, SourceClass source) {
    if (expected == null) {
      expected = source;
    } else if (expected != source) {
      refuse(place, ProblemCode.CONTEXT_CONTRADICTION);
    }
  }

  private void refuse(Place place, ProblemCode code) {
    findings.add(new VcfProblem(place.line(), null, place.expression(), Severity.ERROR, code));
  }
}
