package org.genomerecord.ingestion.hl7v2;

import ca.uhn.hl7v2.model.v251.datatype.CX;
import ca.uhn.hl7v2.model.v251.segment.OBR;
import ca.uhn.hl7v2.model.v251.segment.OBX;
import ca.uhn.hl7v2.model.v251.segment.ORC;
import ca.uhn.hl7v2.model.v251.segment.PID;
import ca.uhn.hl7v2.model.v251.segment.SPM;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.genomerecord.ingestion.hl7v2.Hl7Text.Part;
import org.genomerecord.ingestion.outside.OutsideCall;
import org.genomerecord.ingestion.vcf.Findings;
import org.genomerecord.ingestion.vcf.ProblemCode;
import org.genomerecord.ingestion.vcf.VcfProblem;
import org.genomerecord.ingestion.vcf.VcfProblem.Severity;
import org.genomerecord.record.permit.PatientIdentifier;
import org.jspecify.annotations.Nullable;

/// Reads the segments of a result in order: whose it is, which order it answers, what was observed.
final class ResultReading {
  /// HL7 tables 0123 (OBR-25) and 0085 (OBX-11): final, corrected.
  private static final Set<String> FINAL = Set.of("F", "C");

  /// HL7 table 0085: no result can be obtained.
  private static final String NONE_TO_BE_HAD = "X";

  private static final String CORRECTED = "C";

  /// As the number of an accession may be.
  private static final Pattern NUMBER = Pattern.compile("[!-~]{1,64}");

  private static final int PATIENT_IDENTIFIERS_MAX = 4;

  private final Hl7Segments segments;
  private final AssigningAuthorities authorities;
  private final OriginReading origin;
  private final Findings findings;
  private final ObservationGroups groups;
  private final List<PatientIdentifier> patients = new ArrayList<>();
  private @Nullable Part patientPart;
  private @Nullable Part orderPart;
  private @Nullable String filler;
  private @Nullable String orderControlFiller;
  private @Nullable String specimen;
  private final Set<String> testCodes = new LinkedHashSet<>();
  private String orderStatus = "";
  private boolean isNumberRefused;
  private boolean isCorrection;
  private int orders;
  private int observations;

  ResultReading(
      Hl7Segments segments,
      AssigningAuthorities authorities,
      OriginReading origin,
      Findings findings) {
    this.segments = segments;
    this.authorities = authorities;
    this.origin = origin;
    this.findings = findings;
    this.groups = new ObservationGroups(findings);
  }

  void read(Hl7Text text) {
    var parts = text.segments();
    for (var part : parts.subList(1, parts.size())) {
      switch (part.name()) {
        case "MSH", "BHS", "FHS" -> refuse(part, ProblemCode.SEGMENT_ORDER);
        case "PID" -> patient(part);
        case "ORC" -> segments.read(part, ORC::new).ifPresent(this::orderControl);
        case "OBR" -> segments.read(part, OBR::new).ifPresent(order -> order(part, order));
        case "OBX" -> segments.read(part, OBX::new).ifPresent(seen -> observation(part, seen));
        case "SPM" -> segments.read(part, SPM::new).ifPresent(seen -> specimen(part, seen));
        default -> {} // Kept in the message.
      }
    }
    if (orders == 0 || observations == 0) {
      refuse(null, orders == 0 ? "OBR" : "OBX", ProblemCode.SEGMENT_ORDER);
    }
    if (accession() == null && !isNumberRefused) {
      refuse(orderPart, "OBR-3", ProblemCode.FIELD_MISSING);
    }
    groups.read();
  }

  /// Whether the patient is told, and the one that the submission names.
  void requirePatient(Predicate<PatientIdentifier> isPatient) {
    if (patientPart == null) {
      refuse(null, "PID", ProblemCode.SEGMENT_ORDER);
    } else if (patients.isEmpty()) {
      refuse(patientPart, "PID-3", ProblemCode.SUBJECT_MISSING);
    } else if (patients.stream().noneMatch(isPatient)) {
      refuse(patientPart, "PID-3", ProblemCode.SUBJECT_MISMATCH);
    }
  }

  List<PatientIdentifier> patients() {
    return patients.stream().distinct().limit(PATIENT_IDENTIFIERS_MAX).toList();
  }

  /// Null if there is none that could be an accession's number, or if its orders disagree.
  @Nullable String accession() {
    return isNumberRefused
        ? null
        : filler != null ? filler : orderControlFiller != null ? orderControlFiller : specimen;
  }

  /// Empty text for an order that names none.
  List<String> testCodes() {
    return List.copyOf(testCodes);
  }

  /// Whether a result in it is marked as corrected.
  boolean isCorrection() {
    return isCorrection;
  }

  Origin origin() {
    return origin.origin();
  }

  List<OutsideCall> calls() {
    return groups.calls();
  }

  private void patient(Part part) {
    if (patientPart != null) {
      refuse(part, ProblemCode.SEGMENT_ORDER);
      return;
    }
    patientPart = part;
    segments
        .read(part, PID::new)
        .ifPresent(patient -> {
          origin.patient(part, patient);
          for (CX identifier : patient.getPatientIdentifierList()) {
            if (CutOff.is(identifier.getIDNumber())) {
              refuse(part, "PID-3", ProblemCode.SEGMENT_MALFORMED);
              continue; // Nobody is asked for by a part of a number.
            }
            var authority = identifier.getAssigningAuthority();
            authorities
                .identifier(
                    Hl7Header.text(identifier.getIDNumber().getValue()),
                    Hl7Header.text(authority.getNamespaceID().getValue()),
                    Hl7Header.text(authority.getUniversalID().getValue()),
                    Hl7Header.text(authority.getUniversalIDType().getValue()))
                .ifPresent(patients::add);
          }
        });
  }

  private void orderControl(ORC control) {
    if (orderControlFiller == null) {
      orderControlFiller = number(control.getFillerOrderNumber().getEntityIdentifier().getValue());
    }
  }

  private void order(Part part, OBR order) {
    orders++;
    origin.order(part, order);
    orderStatus = Hl7Header.text(order.getResultStatus().getValue());
    if (!orderStatus.isEmpty() && !FINAL.contains(orderStatus)) {
      refuse(part, "OBR-25", ProblemCode.NOT_FINAL);
    }
    isCorrection |= orderStatus.equals(CORRECTED);
    testCodes.add(Hl7Header.text(order.getUniversalServiceIdentifier().getIdentifier().getValue()));
    boolean isNumberCut = CutOff.is(order.getFillerOrderNumber());
    isNumberRefused |= isNumberCut;
    if (isNumberCut || CutOff.is(order.getUniversalServiceIdentifier())) {
      refuse(part, ProblemCode.SEGMENT_MALFORMED);
    }
    if (orderPart == null) {
      orderPart = part;
    }
    filler(part, Hl7Header.text(order.getFillerOrderNumber().getEntityIdentifier().getValue()));
  }

  /// One that is there and cannot be a number is refused: another in its place would be a guess.
  private void filler(Part part, String written) {
    if (written.isEmpty()) {
      return;
    }
    var number = number(written);
    if (number == null) {
      isNumberRefused = true;
      refuse(part, "OBR-3", ProblemCode.FIELD_MISSING);
    } else if (filler != null && !filler.equals(number)) {
      isNumberRefused = true;
      refuse(part, "OBR-3", ProblemCode.ORDERS_DIFFER);
    } else {
      filler = number;
    }
  }

  private void specimen(Part part, SPM seen) {
    origin.specimen(part, seen);
    if (specimen == null) {
      specimen =
          number(
              seen.getSpecimenID().getFillerAssignedIdentifier().getEntityIdentifier().getValue());
    }
  }

  private void observation(Part part, OBX seen) {
    observations++;
    if (orders == 0) {
      refuse(part, ProblemCode.SEGMENT_ORDER);
      return;
    }
    var own = Hl7Header.text(seen.getObservationResultStatus().getValue());
    var status = own.isEmpty() ? orderStatus : own;
    if (status.equals(NONE_TO_BE_HAD)) {
      if (OriginReading.asksSource(seen)) {
        refuse(part, "OBX-11", ProblemCode.CONTEXT_NOT_TAKEN); // It may be anybody's.
      }
      return; // The laboratory says that it has no result.
    }
    if (!FINAL.contains(status)) {
      refuse(part, "OBX-11", ProblemCode.NOT_FINAL);
    }
    isCorrection |= status.equals(CORRECTED);
    if (!origin.observation(part, seen)) {
      groups.add(part.number(), orders, seen);
    }
  }

  private static @Nullable String number(@Nullable String written) {
    var number = Hl7Header.text(written);
    return NUMBER.matcher(number).matches() ? number : null;
  }

  private void refuse(Part part, ProblemCode code) {
    refuse(part, part.name(), code);
  }

  private void refuse(@Nullable Part part, String field, ProblemCode code) {
    findings.add(new VcfProblem(part == null ? null : part.number(), field, Severity.ERROR, code));
  }
}
