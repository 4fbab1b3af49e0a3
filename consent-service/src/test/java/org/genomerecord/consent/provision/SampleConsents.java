package org.genomerecord.consent.provision;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.ConsentEvent.ConsentGranted;
import org.genomerecord.record.event.ConsentEvent.ConsentWithdrawn;
import org.genomerecord.record.event.ConsentId;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.EnrolmentEvent.PatientEnrolled;
import org.genomerecord.record.event.Party;
import org.genomerecord.record.event.Provision;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.Sealed;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.Commands;
import org.jspecify.annotations.Nullable;

/// One patient, who permits care in one hospital for a year.
public final class SampleConsents {
  public static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  public static final Instant DURING = Instant.parse("2026-06-01T12:00:00Z");
  public static final Instant UNTIL = Instant.parse("2027-01-01T00:00:00Z");
  public static final Pseudonym PATIENT = new Pseudonym("PATIENT0000000000000000001");
  public static final ConsentId CONSENT = new ConsentId("consent-1");
  public static final String HOSPITAL = "north-hospital";
  public static final String ACCOUNT = "index-of-the-patients-account";
  public static final Provision CARE = care().provision();

  private SampleConsents() {}

  private static Rule care() {
    return Rule.permit()
        .forPurposes("TREAT")
        .doing(Action.COLLECT, Action.USE)
        .with(DataClass.PHARMACOGENOMIC)
        .between(FROM, UNTIL);
  }

  public static PatientEnrolled enrolled() {
    return new PatientEnrolled(
        PATIENT, "index-of-identifier", ACCOUNT, 3, new Sealed(new UUID(0, 1), 3, "c2VhbGVk"));
  }

  public static ConsentGranted granted(ConsentId consent, Provision provision) {
    return new ConsentGranted(consent, PATIENT, provision, FROM);
  }

  public static ConsentWithdrawn withdrawn(ConsentId consent, Instant at) {
    return new ConsentWithdrawn(consent, PATIENT, at);
  }

  /// The patient with these consents in force and none withdrawn.
  public static PatientConsents.Enrolled permitting(Map<ConsentId, Provision> inForce) {
    return new PatientConsents.Enrolled(
        PATIENT, ACCOUNT, 3, inForce, Set.of(), List.of(), List.of());
  }

  /// The patient with the consents in force, in any order.
  public static PatientConsents.Enrolled permitting(Provision... provisions) {
    PatientConsents consents = PatientConsents.initial().evolve(enrolled());
    int number = 1;
    for (var provision : List.of(provisions)) {
      consents = consents.evolve(granted(new ConsentId("consent-" + number++), provision));
    }
    return (PatientConsents.Enrolled) consents;
  }

  /// [#CARE] for the members of some organisations.
  public static Provision careBy(String... organisations) {
    return care()
        .to(Stream.of(organisations).map(Party::organisation).toArray(Party[]::new))
        .provision();
  }

  /// [#CARE] in another period.
  public static Provision careBetween(Instant from, Instant until) {
    return care().between(from, until).provision();
  }

  /// [#CARE] with exceptions.
  public static Provision careBut(Rule... exceptions) {
    return care().but(exceptions).provision();
  }

  public static Attribution byThePatient(Instant at) {
    return attribution(new Actor("account-of-the-patient", "patient", null), null, at);
  }

  public static Attribution attribution(Actor actor, @Nullable String purposeOfUse, Instant at) {
    return new Attribution(actor, purposeOfUse, at, "request-1", null, null);
  }

  /// A command, for tests of what goes on at the same time.
  public static Object grant(ConsentId consent, Provision provision, Instant at) {
    return new GrantConsent(PATIENT, consent, provision, byThePatient(at));
  }

  /// A command, for tests of what goes on at the same time.
  public static Object withdraw(ConsentId consent, Instant at) {
    return new WithdrawConsent(PATIENT, consent, byThePatient(at));
  }

  /// The patient after having withdrawn from use at an instant.
  public static PatientConsents.Enrolled withdrawnFromUse(
      PatientConsents.Enrolled patient, Instant at) {
    PatientConsents after = patient;
    for (var event : patient.decide(withdrawing(Tier.USE, at))) {
      after = after.evolve(event);
    }
    return (PatientConsents.Enrolled) after;
  }

  static WithdrawTier withdrawing(Tier tier, Instant at) {
    return new WithdrawTier(PATIENT, tier, new UUID(0, 9), null, byThePatient(at));
  }

  /// On a real log.
  ///
  /// @return the consents that were withdrawn
  public static List<ConsentId> withdrawFromUse(Commands commands, Instant at) {
    return Objects.requireNonNull(commands.send(withdrawing(Tier.USE, at), TierWithdrawn.class))
        .withdrawn();
  }
}
