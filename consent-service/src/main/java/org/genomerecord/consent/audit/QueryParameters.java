package org.genomerecord.consent.audit;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.genomerecord.record.event.AuditFilter;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/// The query parameters of a question, read to the letter: a misspelt filter would be no filter,
/// and the answer about somebody else. Every method refuses as incorrect, with the parameter's name
/// as the code.
///
/// @param values each parameter that was given, once
record QueryParameters(Map<String, String> values) {
  private static final Set<String> ROLES =
      Set.of(
          "clinician",
          "compliance-officer",
          "counsellor",
          "lab",
          "none",
          "operator",
          "patient",
          "service");

  /// Names of what narrows a question.
  static final Set<String> FILTERS =
      Set.of(
          "patient",
          "actor",
          "organisation",
          "role",
          "purposeOfUse",
          "outcome",
          "emergency",
          "action",
          "from",
          "until",
          "accession",
          "log",
          "correlation");

  QueryParameters {
    values = Map.copyOf(values);
  }

  /// @param known names that the question has
  /// @throws Refusal incorrect, if there is another name, or one stands twice
  static QueryParameters of(Map<String, List<String>> query, Collection<String> known) {
    var values = new HashMap<String, String>();
    query.forEach((name, given) -> {
      if (!known.contains(name)) {
        throw new Refusal(
            Category.INCORRECT,
            "parameter-unknown",
            "this can be asked for: " + String.join(", ", new TreeSet<>(known)));
      }
      if (given.size() != 1) {
        throw incorrect(name, "`" + name + "` stands once");
      }
      values.put(name, given.getFirst());
    });
    return new QueryParameters(values);
  }

  private static Refusal incorrect(String name, String message) {
    return new Refusal(Category.INCORRECT, name, message);
  }

  @Nullable String text(String name) {
    return values.get(name);
  }

  /// One of a few words.
  @Nullable String code(String name, Set<String> codes) {
    var code = values.get(name);
    if (code != null && !codes.contains(code)) {
      throw incorrect(name, "`" + name + "` is one of: " + String.join(", ", new TreeSet<>(codes)));
    }
    return code;
  }

  @Nullable String id(String name) {
    var id = values.get(name);
    if (id != null && !AuditFilter.isId(id)) {
      throw incorrect(name, "`" + name + "` is 1 to 128 letters, digits and ._@:+-");
    }
    return id;
  }

  /// An instant as RFC 3339 has it, to the microsecond.
  @Nullable Instant instant(String name) {
    var text = values.get(name);
    try {
      // A plus sign in a query is a space to most readers of it.
      return text == null
          ? null
          : OffsetDateTime.parse(text.replace(' ', '+')).toInstant().truncatedTo(ChronoUnit.MICROS);
    } catch (DateTimeParseException _) {
      throw incorrect(name, "`" + name + "` is a time such as 2026-01-31T00:00:00Z");
    }
  }

  int number(String name, int otherwise, int max) {
    var text = values.get(name);
    if (text == null) {
      return otherwise;
    }
    if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > max) {
      throw incorrect(name, "`" + name + "` is a number from 1 to " + max);
    }
    return Integer.parseInt(text);
  }

  @Nullable Boolean truth(String name) {
    var text = code(name, Set.of("true", "false"));
    return text == null ? null : Boolean.valueOf(text);
  }

  @Nullable Place after() {
    var cursor = values.get("after");
    return cursor == null ? null : Place.parse(cursor);
  }

  @Nullable Pseudonym patient() {
    var patient = values.get("patient");
    try {
      return patient == null ? null : new Pseudonym(patient);
    } catch (IllegalArgumentException _) {
      throw incorrect("patient", "the patient is not a pseudonym");
    }
  }

  /// Before it is recorded that somebody looks.
  ///
  /// @throws Refusal incorrect, if the suite gives no such pseudonym
  QueryParameters aboutAPatientOfTheSuite() {
    var patient = values.get("patient");
    if (patient != null && Pseudonym.named(patient).isEmpty()) {
      throw incorrect("patient", "the patient is not a pseudonym of this suite");
    }
    return this;
  }

  /// All that narrows a question, but for the patient.
  AuditFilter filter() {
    var from = instant("from");
    var until = instant("until");
    if (from != null && until != null && !from.isBefore(until)) {
      throw incorrect("until", "a period ends after it begins");
    }
    return new AuditFilter(
        id("actor"),
        id("organisation"),
        code("role", ROLES),
        id("purposeOfUse"),
        code("outcome", Set.of("permitted", "refused", "recorded")),
        truth("emergency"),
        id("action"),
        from,
        until,
        id("accession"),
        code("log", Set.of("consent.events", "ingestion.events", "interpretation.events")),
        id("correlation"));
  }
}
