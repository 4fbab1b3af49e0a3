package org.genomerecord.interpretation.fhir;

import java.util.List;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/// The patients that a search names, in FHIR's form: references, separated by commas where any of
/// several is meant (FHIR R4, search, composite search parameters).
final class Subjects {
  private static final String REFERENCE = "Patient/";

  private Subjects() {}

  /// @param max how many a search may name
  /// @return at least one, each once, in order
  /// @throws Refusal incorrect, if there is none, too many, or one is not a pseudonym
  static List<Pseudonym> parse(@Nullable String subject, int max) {
    if (subject == null) {
      throw missing();
    }
    var names = List.of(subject.split(",", -1));
    if (names.size() > max) {
      throw new Refusal(
          Category.INCORRECT, "too-many-subjects", "a search names at most " + max + " patients");
    }
    return names.stream().map(Subjects::patient).distinct().toList();
  }

  private static Pseudonym patient(String name) {
    if (!name.startsWith(REFERENCE)) {
      throw missing();
    }
    try {
      return new Pseudonym(name.substring(REFERENCE.length()));
    } catch (IllegalArgumentException _) {
      throw new Refusal(Category.INCORRECT, "subject", "the subject is not a pseudonym");
    }
  }

  private static Refusal missing() {
    return new Refusal(
        Category.INCORRECT, "subject-missing", "search by subject=Patient/<pseudonym>");
  }
}
