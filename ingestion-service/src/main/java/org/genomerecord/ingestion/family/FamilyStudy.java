package org.genomerecord.ingestion.family;

import java.util.List;
import org.genomerecord.record.event.FamilyStudyEvent;
import org.genomerecord.record.event.FamilyStudyEvent.FamilyStudyReported;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;

/// One study of one laboratory. Pure.
public sealed interface FamilyStudy {

  /// Nothing was reported under this number.
  record Unknown() implements FamilyStudy {}

  record Reported(FamilyStudyReported report) implements FamilyStudy {}

  static FamilyStudy initial() {
    return new Unknown();
  }

  default FamilyStudy evolve(FamilyStudyEvent event) {
    return switch (event) {
      case FamilyStudyReported reported -> new Reported(reported);
    };
  }

  /// The same report again is the same study; another one under the same number is refused.
  default List<FamilyStudyEvent> decide(ReportFamilyStudy command) {
    return switch (this) {
      case Unknown() -> List.of(command.reported());
      case Reported(var earlier) -> {
        if (!earlier.patients().equals(command.reported().patients())
            || !earlier.contentDigest().equals(command.reported().contentDigest())) {
          throw new Refusal(
              Category.CONFLICT,
              "family-study-content",
              "something else was reported under this study number");
        }
        yield List.of();
      }
    };
  }
}
