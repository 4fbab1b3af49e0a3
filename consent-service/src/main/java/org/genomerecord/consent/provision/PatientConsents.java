package org.genomerecord.consent.provision;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.genomerecord.record.event.ConsentEvent;
import org.genomerecord.record.event.ConsentEvent.ConsentGranted;
import org.genomerecord.record.event.ConsentEvent.ConsentWithdrawn;
import org.genomerecord.record.event.ConsentId;
import org.genomerecord.record.event.EnrolmentEvent.PatientEnrolled;
import org.genomerecord.record.event.PatientEvent;
import org.genomerecord.record.event.Provision;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/// All that one patient permits: what every decision about this patient rests on. Pure.
public sealed interface PatientConsents {

  /// Nobody of this pseudonym is enrolled.
  record NotEnrolled() implements PatientConsents {}

  /// @param accountIndex keyed digest of the patient's own account, if one is linked
  /// @param inForce consents that are not withdrawn; their periods are for the decision to look at
  /// @param withdrawn consents that were
  record Enrolled(
      Pseudonym patient,
      @Nullable String accountIndex,
      int keyGeneration,
      Map<ConsentId, Provision> inForce,
      Set<ConsentId> withdrawn)
      implements PatientConsents {
    public Enrolled {
      inForce = Map.copyOf(inForce);
      withdrawn = Set.copyOf(withdrawn);
    }

    private Enrolled with(ConsentGranted granted) {
      var more = new HashMap<>(inForce);
      more.put(granted.consent(), granted.provision());
      return new Enrolled(patient, accountIndex, keyGeneration, more, withdrawn);
    }

    private Enrolled without(ConsentId consent) {
      var fewer = new HashMap<>(inForce);
      fewer.remove(consent);
      var more = new HashSet<>(withdrawn);
      more.add(consent);
      return new Enrolled(patient, accountIndex, keyGeneration, fewer, more);
    }
  }

  static PatientConsents initial() {
    return new NotEnrolled();
  }

  default PatientConsents evolve(PatientEvent event) {
    return switch (this) {
      case NotEnrolled() ->
          switch (event) {
            case PatientEnrolled enrolled ->
                new Enrolled(
                    enrolled.patient(),
                    enrolled.accountIndex(),
                    enrolled.keyGeneration(),
                    Map.of(),
                    Set.of());
            case ConsentEvent _ -> throw new IllegalStateException("a consent without a patient");
          };
      case Enrolled enrolled ->
          switch (event) {
            case PatientEnrolled _ -> throw new IllegalStateException("enrolled twice");
            case ConsentGranted granted -> enrolled.with(granted);
            case ConsentWithdrawn withdrawn -> enrolled.without(withdrawn.consent());
          };
    };
  }

  default List<ConsentEvent> decide(GrantConsent command) {
    return switch (this) {
      case NotEnrolled() -> throw notEnrolled();
      case Enrolled enrolled -> {
        var until = command.provision().until();
        if (until != null && !until.isAfter(command.attribution().at())) {
          throw new Refusal(
              Category.INCORRECT, "period-over", "the consent would be over before it begins");
        }
        if (enrolled.inForce().containsKey(command.consent())) {
          yield List.of();
        }
        yield List.of(
            new ConsentGranted(
                command.consent(),
                command.patient(),
                command.provision(),
                command.attribution().at()));
      }
    };
  }

  default List<ConsentEvent> decide(WithdrawConsent command) {
    return switch (this) {
      case NotEnrolled() -> throw notEnrolled();
      case Enrolled enrolled -> {
        if (enrolled.inForce().containsKey(command.consent())) {
          yield List.of(
              new ConsentWithdrawn(
                  command.consent(), command.patient(), command.attribution().at()));
        }
        if (enrolled.withdrawn().contains(command.consent())) {
          yield List.of(); // withdrawing twice is withdrawing once
        }
        throw new Refusal(Category.NOT_FOUND, "consent-unknown", "there is no such consent");
      }
    };
  }

  private static Refusal notEnrolled() {
    return new Refusal(Category.NOT_FOUND, "patient-unknown", "no such patient is enrolled");
  }
}
