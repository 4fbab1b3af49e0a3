package org.genomerecord.ingestion.hl7v2;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.Primitive;
import ca.uhn.hl7v2.model.Type;
import ca.uhn.hl7v2.model.v251.datatype.CE;
import ca.uhn.hl7v2.model.v251.datatype.CWE;
import ca.uhn.hl7v2.model.v251.datatype.XCN;
import ca.uhn.hl7v2.model.v251.segment.OBR;
import ca.uhn.hl7v2.model.v251.segment.OBX;
import ca.uhn.hl7v2.model.v251.segment.PID;
import ca.uhn.hl7v2.model.v251.segment.SPM;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.genomerecord.ingestion.hl7v2.Hl7Text.Part;
import org.genomerecord.ingestion.hl7v2.Origin.Said;
import org.genomerecord.ingestion.outside.ContextForm;
import org.genomerecord.ingestion.outside.SourceClass;
import org.genomerecord.ingestion.vcf.Findings;
import org.genomerecord.ingestion.vcf.ProblemCode;
import org.genomerecord.ingestion.vcf.VcfProblem;
import org.genomerecord.ingestion.vcf.VcfProblem.Severity;
import org.jspecify.annotations.Nullable;

/// Reads where a result comes from. What cannot be taken is warned of and left out, as the result
/// is sound without it; but for its source. Of several that differ the first counts.
final class OriginReading {
  /// HL7 table 0001, as codes of FHIR AdministrativeGender.
  private static final Map<String, String> SEXES =
      Map.of("F", "female", "M", "male", "O", "other", "A", "other", "N", "other", "U", "unknown");

  private static final Pattern MOMENT =
      Pattern.compile(
          "([0-9]{4})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})"
              + "(?:([0-9]{2})(?:\\.[0-9]{1,4})?)?([+-][0-9]{4})?");
  private static final int OFFSET = 7;

  private final Findings findings;
  private final Instant now;
  private final @Nullable String sendersOffset;
  private @Nullable Said<String> specimenType;
  private @Nullable Said<Instant> collectedAt;
  private @Nullable Said<String> orderingProvider;
  private @Nullable Said<String> sex;
  private @Nullable Said<String> source;

  /// @param header what has no offset from UTC has that of its time (MSH-7)
  /// @param now when it came: nothing was collected later
  OriginReading(Hl7Header header, Instant now, Findings findings) {
    this.findings = findings;
    this.now = now;
    var sent = MOMENT.matcher(header.sentAt());
    this.sendersOffset = sent.matches() ? sent.group(OFFSET) : null;
  }

  Origin origin() {
    return new Origin(specimenType, collectedAt, orderingProvider, sex, source);
  }

  void patient(Part part, PID patient) {
    var written = patient.getAdministrativeSex();
    sex =
        told(
            sex,
            part,
            "PID-8",
            written,
            Hl7Header.text(written.getValue()),
            code -> Optional.ofNullable(SEXES.get(code)));
  }

  void order(Part part, OBR order) {
    var providers = order.getOrderingProvider();
    if (providers.length > 0) {
      orderingProvider =
          told(
              orderingProvider,
              part,
              "OBR-16",
              providers[0],
              name(providers[0]),
              name -> Optional.of(name).filter(ContextForm.TEXT.asMatchPredicate()));
    }
  }

  void specimen(Part part, SPM specimen) {
    var type = specimen.getSpecimenType();
    var alternate = Hl7Header.text(type.getAlternateIdentifier().getValue());
    var code = Hl7Header.text(type.getIdentifier().getValue());
    specimenType =
        told(
            specimenType,
            part,
            "SPM-4",
            type,
            code.isEmpty() ? alternate : code,
            first ->
                Stream.of(first, alternate)
                    .filter(ContextForm.SPECIMEN_TYPE.asMatchPredicate())
                    .findFirst());
    var collected = specimen.getSpecimenCollectionDateTime();
    collectedAt =
        told(
            collectedAt,
            part,
            "SPM-17",
            collected,
            Hl7Header.text(collected.getRangeStartDateTime().getTime().getValue()),
            this::moment);
  }

  /// @return whether it tells the source, and nothing else
  boolean observation(Part part, OBX seen) {
    if (!asksSource(seen)) {
      return false;
    }
    var data =
        seen.getObservationValue().length == 0 ? null : seen.getObservationValue(0).getData();
    var value = CodedValue.of(seen);
    if (!isSilent(value, data)) {
      source(part, data, value);
    }
    return true;
  }

  /// Whether it is about the genomic source class.
  static boolean asksSource(OBX seen) {
    var code = seen.getObservationIdentifier();
    return SourceClass.LOINC.equals(Hl7Header.text(code.getIdentifier().getValue()))
        || SourceClass.LOINC.equals(Hl7Header.text(code.getAlternateIdentifier().getValue()));
  }

  /// Whether nothing stands there; of a type that is not read here, whatever stands there counts.
  private static boolean isSilent(CodedValue value, @Nullable Type data) {
    boolean isRead = data instanceof Primitive || data instanceof CWE || data instanceof CE;
    return value.words().isEmpty()
        && !value.isRepeated()
        && (data == null || isRead || isEmpty(data));
  }

  private static boolean isEmpty(Type data) {
    try {
      return data.isEmpty();
    } catch (HL7Exception _) {
      return false;
    }
  }

  /// What is neither germline nor somatic, such as fetal, is not the patient's own, or may not be.
  /// Left out it would be read as what the patient was born with, so it refuses.
  private void source(Part part, @Nullable Type data, CodedValue value) {
    var said = SourceClass.answered(value.codes()).map(SourceClass::word);
    if (said.isEmpty() || value.isRepeated() || CutOff.is(data)) {
      findings.add(
          new VcfProblem(part.number(), "OBX-5", Severity.ERROR, ProblemCode.CONTEXT_NOT_TAKEN));
      return;
    }
    var before = source;
    source = told(before, part, "OBX-5", data, value.words(), _ -> said);
    var somatic = SourceClass.SOMATIC.word();
    if (before != null && said.get().equals(somatic)) {
      source = new Said<>(somatic, part.number(), "OBX-5");
    }
  }

  /// A way to read what is written; empty if it cannot be taken.
  private interface Taking<T> {
    Optional<T> from(String written);
  }

  /// @param value that is read of: one that says more is not taken for the part of it that is read
  /// @param written empty: nothing is said
  private <T> @Nullable Said<T> told(
      @Nullable Said<T> before,
      Part part,
      String field,
      @Nullable Type value,
      String written,
      Taking<T> taking) {
    if (written.isEmpty()) {
      return before;
    }
    var taken = CutOff.is(value) ? Optional.<T>empty() : taking.from(written);
    boolean differs =
        before != null && taken.filter(one -> !one.equals(before.value())).isPresent();
    if (taken.isEmpty() || differs) {
      findings.warn(
          new VcfProblem(part.number(), field, Severity.WARNING, ProblemCode.CONTEXT_NOT_TAKEN),
          field);
    }
    return before == null
        ? taken.map(one -> new Said<>(one, part.number(), field)).orElse(null)
        : before;
  }

  /// To the minute at least, with an offset of its own or its sender's.
  private Optional<Instant> moment(String written) {
    var parts = MOMENT.matcher(written);
    var offset = parts.matches() ? offset(parts) : null;
    if (offset == null) {
      return Optional.empty();
    }
    try {
      var at =
          LocalDateTime.of(
              number(parts, 1),
              number(parts, 2),
              number(parts, 3),
              number(parts, 4),
              number(parts, 5),
              parts.group(6) == null ? 0 : number(parts, 6));
      return Optional.of(at.toInstant(ZoneOffset.of(offset))).filter(one -> !one.isAfter(now));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private @Nullable String offset(Matcher parts) {
    return parts.group(OFFSET) == null ? sendersOffset : parts.group(OFFSET);
  }

  private static int number(Matcher parts, int group) {
    return Integer.parseInt(parts.group(group));
  }

  /// As a person reads it, with the number in brackets; the number alone if there is no name.
  private static String name(XCN provider) {
    var number = Hl7Header.text(provider.getIDNumber().getValue());
    var name =
        Stream.of(
                provider.getPrefixEgDR(),
                provider.getGivenName(),
                provider.getSecondAndFurtherGivenNamesOrInitialsThereof(),
                provider.getFamilyName().getSurname())
            .map(part -> Hl7Header.text(part.getValue()))
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(" "));
    return name.isEmpty() || number.isEmpty() ? name + number : name + " (" + number + ")";
  }
}
