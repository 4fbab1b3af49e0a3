package org.genomerecord.record.permit;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.Obligation;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.PurposeOfUse;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.seal.SubjectKey;
import org.jspecify.annotations.Nullable;

/// What consent-service decided, on record.
public sealed interface Decision {
  DecisionId id();

  /// Permitted. The key is for the one operation that was asked for, and is not kept.
  ///
  /// @param position of the decision in the log of consent-service
  /// @param obligations what it obliges the actor to
  record Permit(
      DecisionId id,
      long position,
      Pseudonym patient,
      List<DataClass> dataClasses,
      List<Obligation> obligations,
      SubjectKey key)
      implements Decision {
    public Permit {
      dataClasses = List.copyOf(dataClasses);
      obligations = List.copyOf(obligations);
    }

    @Override
    public String toString() {
      return "Permit[" + id + "]";
    }
  }

  /// Denied.
  ///
  /// @param reason stable code, for the record; whoever asked is told [#code]
  record Denial(DecisionId id, String reason, @Nullable Pseudonym patient) implements Decision {
    /// What the patient said, or did not, is not for whoever asks to learn, nor what a newer
    /// release says.
    private static final String NOT_PERMITTED = "not-permitted";

    /// What whoever asked may do about a reason that is about them.
    private static final Map<String, String> WORDS =
        Map.ofEntries(
            Map.entry("purpose-missing", "say the purpose of use, such as Purpose-Of-Use: TREAT"),
            Map.entry("purpose-unknown", "the purpose of use is none that is known here"),
            Map.entry("action-unknown", "the action is none that is known here"),
            Map.entry("data-class-unknown", "a class of data is none that is known here"),
            Map.entry(
                "research-use-unknown", "the use in research is not known, or this is no research"),
            Map.entry("role-not-permitted", "whoever has this role may not ask for this"),
            Map.entry("another-patient", "this is not your record"),
            Map.entry("emergency-not-declared", "declare the emergency first"),
            Map.entry("patient-unknown", "nobody is enrolled by this identifier"),
            Map.entry(NOT_PERMITTED, "what is permitted for this patient does not cover this"));

    /// The refusal that a purpose of use leads to by itself, whatever else is asked: also where
    /// nobody decides.
    ///
    /// @param purpose null: none is stated
    /// @return empty: it is one that may be stated
    public static Optional<Refusal> ofPurpose(@Nullable String purpose) {
      if (purpose != null && PurposeOfUse.isKnown(purpose)) {
        return Optional.empty();
      }
      var code = purpose == null ? "purpose-missing" : "purpose-unknown";
      return Optional.of(
          new Refusal(Category.FORBIDDEN, code, Objects.requireNonNull(WORDS.get(code))));
    }

    /// Code for whoever asked: [#reason] where that is about them. Of the patient it tells no more
    /// than whether somebody was ever enrolled, as a laboratory has to know that of a wrong number.
    public String code() {
      return WORDS.containsKey(reason) ? reason : NOT_PERMITTED;
    }

    /// What whoever asked is answered.
    public Refusal refusal() {
      return new Refusal(Category.FORBIDDEN, code(), WORDS.get(code()) + "; decision " + id);
    }
  }
}
