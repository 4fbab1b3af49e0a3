package org.genomerecord.record.permit;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.seal.KeyInTransit;
import org.genomerecord.record.seal.SubjectKey;

/// Asks consent-service for the keys of quarantined files. No key is kept here.
@ApplicationScoped
public class QuarantineKeys {
  /// What a release is answered with that is neither a permit nor a denial, and no fault.
  private static final Set<String> ANSWERS =
      Set.of(
          "patient-differs",
          "file-names-patient",
          "quarantine-key-destroyed",
          "subject-token",
          "not-a-counsellor");

  private final QuarantineKeysApi consent;

  public QuarantineKeys(@RestClient QuarantineKeysApi consent) {
    this.consent = consent;
  }

  /// Stands in the place of a patient in the key of a quarantined file.
  public static Pseudonym holder(DecisionId decision) {
    return new Pseudonym("quarantine-" + decision);
  }

  /// Both keys, for one operation.
  public record Released(Decision.Permit permit, SubjectKey key) {
    @Override
    public String toString() {
      return "Released[" + permit + "]";
    }
  }

  /// What consent-service says to a release.
  public sealed interface Answer {
    record Permitted(Released released) implements Answer {}

    record Denied(Decision.Denial denial) implements Answer {}
  }

  /// Makes the key of a refusal. Blocks until it is on record.
  ///
  /// @param names whom the file may be released to
  /// @throws Refusal unavailable, if there is no answer, or consent-service does not hold the
  ///   refusal for one of absence
  public SubjectKey make(DecisionId decision, QuarantineNames names) {
    var transit = KeyInTransit.generate();
    var keyset = Permits.answered(() -> consent.make(transit.publicKey(), decision.value(), names));
    return transit.open(keyset, decision, holder(decision), 1);
  }

  /// Blocks until the decision is on record.
  ///
  /// @throws Refusal unsupported, if it is for whom the laboratory did not name: nothing is decided
  ///   of anybody; conflict, if there is no such key any more; incorrect or forbidden, if whoever
  ///   releases it may not; unavailable, if there is no answer
  public Answer release(DecisionId decision, QuarantineRelease release) {
    var transit = KeyInTransit.generate();
    var answer =
        Permits.answered(
            ANSWERS, () -> consent.release(transit.publicKey(), decision.value(), release));
    return switch (Permits.decision(answer.decision(), transit)) {
      case Decision.Denial denial -> new Answer.Denied(denial);
      case Decision.Permit permit ->
          new Answer.Permitted(
              new Released(
                  permit,
                  transit.open(
                      Objects.requireNonNull(answer.keyset(), "a permit carries both keys"),
                      permit.id(),
                      holder(decision),
                      1)));
    };
  }

  /// Deletes the key, if it is there. Blocks until that is on record.
  public void destroy(DecisionId decision) {
    Permits.answered(() -> {
      consent.destroy(decision.value());
      return true;
    });
  }
}
