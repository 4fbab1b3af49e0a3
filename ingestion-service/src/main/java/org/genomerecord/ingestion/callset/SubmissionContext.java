package org.genomerecord.ingestion.callset;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.genomerecord.ingestion.outside.ContextForm;
import org.genomerecord.ingestion.outside.SourceClass;
import org.genomerecord.ingestion.vcf.Sex;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/// What a laboratory says about where a result comes from, in the field `Submission-Context`: a
/// dictionary (RFC 9651 section 3.2). All of it is optional, and patient data.
///
/// @param specimenType `specimen`: code of HL7 v2 table 0487, such as `BLD`
/// @param collectedAt `collected`: when the specimen was taken
/// @param orderingProvider `ordering-provider`: who ordered the test, 1 to 128 characters
/// @param laboratoryReport `report`: the laboratory's own id of its report, 1 to 128 characters
/// @param source `source`: `germline` or `somatic` (LOINC 48002-0, genomic source class); what is
///   somatic is collected as data of a tumour
/// @param tumourPurity `tumour-purity`: part of the cells that are of the tumour, 0 to 1; only of a
///   somatic source
/// @param sex `sex`: `female`, `male`, `other` or `unknown` (FHIR AdministrativeGender); the first
///   two are held against the X chromosome, unless that is a tumour's
/// @param phasing `phasing`: method, 1 to 128 characters
/// @param pipeline `pipeline`: name, 1 to 128 characters
/// @param pipelineVersion `pipeline-version`: 1 to 128 characters; not without a pipeline
public record SubmissionContext(
    @Nullable String specimenType,
    @Nullable Instant collectedAt,
    @Nullable String orderingProvider,
    @Nullable String laboratoryReport,
    @Nullable String source,
    @Nullable BigDecimal tumourPurity,
    @Nullable String sex,
    @Nullable String phasing,
    @Nullable String pipeline,
    @Nullable String pipelineVersion) {
  /// Says nothing.
  static final SubmissionContext UNSTATED =
      new SubmissionContext(null, null, null, null, null, null, null, null, null, null);

  private static final Set<String> KEYS =
      Set.of(
          "specimen",
          "collected",
          "ordering-provider",
          "report",
          "source",
          "tumour-purity",
          "sex",
          "phasing",
          "pipeline",
          "pipeline-version");
  private static final Set<String> SEXES = Set.of("female", "male", "other", "unknown");

  /// Reads the lines of the field; null if there are none.
  ///
  /// @param now when it came: nothing was collected later
  /// @throws Refusal incorrect, if it is of another form, names a key twice or one that is not
  ///   there, or a value is not what its key holds; it tells the key, never the value
  public static @Nullable SubmissionContext parse(List<String> lines, Instant now) {
    if (lines.isEmpty()) {
      return null;
    }
    var members = ContextMembers.read(String.join(", ", lines));
    for (var key : members.keySet()) {
      if (!KEYS.contains(key)) {
        throw wrong("the keys are " + String.join(", ", new TreeSet<>(KEYS)));
      }
    }
    var context =
        new SubmissionContext(
            code(
                members,
                "specimen",
                ContextForm.SPECIMEN_TYPE,
                "a code of HL7 v2 table 0487 such as BLD"),
            collected(members.get("collected"), now),
            text(members, "ordering-provider"),
            text(members, "report"),
            oneOf(members, "source", SourceClass.words()),
            purity(members.get("tumour-purity")),
            oneOf(members, "sex", SEXES),
            text(members, "phasing"),
            text(members, "pipeline"),
            text(members, "pipeline-version"));
    if (context.tumourPurity() != null && !isSomatic(context)) {
      throw wrong("tumour-purity needs source=somatic");
    }
    if (context.pipelineVersion() != null && context.pipeline() == null) {
      throw wrong("pipeline-version needs pipeline");
    }
    return context;
  }

  /// Whether the result is of a tumour. What is not said to be is what the patient was born with.
  ///
  /// @param stated null: nothing is
  static boolean isSomatic(@Nullable SubmissionContext stated) {
    return sourceOf(stated) == SourceClass.SOMATIC;
  }

  /// Null where none is stated.
  ///
  /// @param stated null: nothing is
  static @Nullable SourceClass sourceOf(@Nullable SubmissionContext stated) {
    return stated == null || stated.source == null
        ? null
        : SourceClass.named(stated.source).orElseThrow();
  }

  /// As this, of a result whose file says its source itself.
  SubmissionContext of(SourceClass said) {
    return new SubmissionContext(
        specimenType,
        collectedAt,
        orderingProvider,
        laboratoryReport,
        said.word(),
        tumourPurity,
        sex,
        phasing,
        pipeline,
        pipelineVersion);
  }

  /// The sex that chromosomes can be held against; null where none is stated, and of a tumour,
  /// which loses and gains copies of X.
  ///
  /// @param stated null: nothing is
  static @Nullable Sex sexOf(@Nullable SubmissionContext stated) {
    return stated == null || stated.sex == null || isSomatic(stated)
        ? null
        : Sex.named(stated.sex).orElse(null);
  }

  private static @Nullable String code(
      Map<String, String> members, String key, Pattern form, String expected) {
    var value = members.get(key);
    if (value != null && !form.matcher(value).matches()) {
      throw wrong(key + " is " + expected);
    }
    return value;
  }

  private static @Nullable String text(Map<String, String> members, String key) {
    return code(
        members,
        key,
        ContextForm.TEXT,
        "text of 1 to " + ContextForm.TEXT_LENGTH_MAX + " characters, without controls");
  }

  private static @Nullable String oneOf(
      Map<String, String> members, String key, Set<String> words) {
    var value = members.get(key);
    if (value != null && !words.contains(value)) {
      throw wrong(key + " is one of " + String.join(", ", new TreeSet<>(words)));
    }
    return value;
  }

  private static @Nullable Instant collected(@Nullable String value, Instant now) {
    if (value == null) {
      return null;
    }
    try {
      var at =
          value.startsWith("@")
              ? Instant.ofEpochSecond(Long.parseLong(value.substring(1)))
              : OffsetDateTime.parse(value).toInstant();
      if (at.isAfter(now)) {
        throw wrong("collected is in the future");
      }
      return at;
    } catch (DateTimeParseException | NumberFormatException _) {
      throw wrong("collected is a date, time and offset such as 2026-11-20T09:15:00+01:00");
    }
  }

  private static @Nullable BigDecimal purity(@Nullable String value) {
    if (value == null) {
      return null;
    }
    try {
      var part = new BigDecimal(value);
      if (part.signum() >= 0 && part.compareTo(BigDecimal.ONE) <= 0) {
        return part;
      }
    } catch (NumberFormatException _) {
      // Told below.
    }
    throw wrong("tumour-purity is a number from 0 to 1");
  }

  static Refusal wrong(String why) {
    return new Refusal(Category.INCORRECT, "submission-context", "Submission-Context: " + why);
  }

  @Override
  public String toString() {
    return "SubmissionContext[…]";
  }
}
