package org.genomerecord.record.permit;

import java.util.List;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.Obligation;
import org.genomerecord.record.event.Pseudonym;
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
    /// What the patient said, or did not, is not for whoever asks to learn: that a class is ruled
    /// out, or a consent was withdrawn, is a fact about the patient.
    private static final String NOT_PERMITTED = "not-permitted";

    /// Code for whoever asked: [#reason] where that is about them and not about the patient.
    /// Whether there is such a patient is told, as a laboratory would send the rest as well.
    public String code() {
      return switch (reason) {
        case "denied-by-patient",
            "private-to-patient",
            "no-consent",
            "consent-withdrawn",
            "consent-expired",
            "not-covered",
            "erased" ->
            NOT_PERMITTED;
        default -> reason;
      };
    }

    /// What whoever asked is answered.
    public Refusal refusal() {
      return new Refusal(Category.FORBIDDEN, code(), inWords());
    }

    /// What whoever asked may do about it; no more of the patient than the code says.
    private String inWords() {
      var words =
          switch (reason) {
            case "purpose-missing" -> "say the purpose of use, such as Purpose-Of-Use: TREAT";
            case "purpose-unknown" -> "the purpose of use is none that is known here";
            case "patient-unknown" -> "nobody is enrolled by this identifier";
            case "role-not-permitted" -> "whoever has this role may not ask for this";
            case "another-patient" -> "this is not your record";
            case "emergency-not-declared" -> "declare the emergency first";
            default -> "the patient's consents do not permit this";
          };
      return words + "; decision " + id;
    }
  }
}
