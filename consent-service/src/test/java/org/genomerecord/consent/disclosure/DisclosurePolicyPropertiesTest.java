package org.genomerecord.consent.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.consent.disclosure.DisclosurePolicy.judge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import org.genomerecord.consent.provision.PatientConsents;
import org.genomerecord.consent.provision.SampleConsents;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.ConsentId;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.Provision;
import org.genomerecord.record.sourcing.Actor;

/// What holds for every patient and every request.
class DisclosurePolicyPropertiesTest {
  private static final Instant START = SampleConsents.FROM;
  private static final int DAYS = 6;

  private static final Map<String, Set<Action>> ACTIONS_OF_ROLE =
      Map.of(
          "lab", EnumSet.of(Action.COLLECT),
          "clinician", EnumSet.of(Action.USE, Action.DISCLOSE),
          "counsellor", EnumSet.of(Action.USE),
          "patient", EnumSet.of(Action.USE),
          "service", EnumSet.of(Action.COLLECT, Action.USE, Action.REANALYSE));

  private static Instant day(int day) {
    return START.plusSeconds(86_400L * day);
  }

  /// So that many requests are permitted: denials are easy to come by.
  private static Arbitrary<String> mostly(String likely, String... others) {
    return Arbitraries.frequencyOf(
        Tuple.of(8, Arbitraries.just(likely)), Tuple.of(2, Arbitraries.of(others)));
  }

  @Provide
  Arbitrary<Provision> provisions() {
    var period =
        Combinators.combine(
                Arbitraries.integers().between(0, DAYS - 1),
                Arbitraries.integers().between(1, DAYS))
            .as((from, length) -> List.of(day(from), day(from + length)));
    return Combinators.combine(
            mostly("TREAT", "HRESCH", "PATRQT", "NEWPURP"),
            Arbitraries.of(Action.class).set().ofMinSize(1),
            Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(Set.<String>of())),
                Tuple.of(1, Arbitraries.of("north", "south").set())),
            period)
        .as((purpose, actions, organisations, between) ->
            new Provision(
                purpose,
                actions,
                EnumSet.allOf(DataClass.class),
                organisations,
                between.getFirst(),
                between.getLast()));
  }

  @Provide
  Arbitrary<PatientConsents.Enrolled> patients() {
    return provisions()
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .map(provisions -> SampleConsents.permitting(provisions.toArray(Provision[]::new)));
  }

  @Provide
  Arbitrary<DisclosureRequest> requests() {
    var actors =
        Combinators.combine(
                mostly(
                    "clinician",
                    "service",
                    "lab",
                    "counsellor",
                    "patient",
                    "operator",
                    "compliance-officer"),
                Arbitraries.of("north", "south", "east").injectNull(0.2))
            .as((role, organisation) -> new Actor("somebody", role, organisation));
    return Combinators.combine(
            actors,
            Arbitraries.of(SampleConsents.ACCOUNT, "another-account"),
            mostly("TREAT", "HRESCH", "PATRQT", "NEWPURP").injectNull(0.05),
            mostly("use", "collect", "disclose", "re-analyse", "unheard-of"),
            mostly("pharmacogenomic", "unheard-of").list().ofMaxSize(2),
            Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.integers().between(1, 3)),
                Tuple.of(1, Arbitraries.integers().between(-1, DAYS + 3))))
        .as((actor, account, purpose, action, classes, day) ->
            new DisclosureRequest(
                actor,
                account,
                purpose,
                action,
                classes.isEmpty() ? List.of("pharmacogenomic") : classes,
                "DiagnosticReport",
                "interpretation-service",
                day(day)));
  }

  private static Set<DataClass> permitted(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Permit permit -> EnumSet.copyOf(permit.dataClasses());
      case Verdict.Deny _ -> EnumSet.noneOf(DataClass.class);
    };
  }

  private static List<ConsentId> grounds(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Permit permit -> permit.consents();
      case Verdict.Deny _ -> List.of();
    };
  }

  private static PatientConsents.Enrolled without(
      PatientConsents.Enrolled patient, ConsentId consent) {
    var fewer = new HashMap<>(patient.inForce());
    fewer.remove(consent);
    return SampleConsents.permitting(fewer);
  }

  @Property(tries = 2000)
  void withdrawingAConsentNeverWidens(
      @ForAll("patients") PatientConsents.Enrolled patient,
      @ForAll("requests") DisclosureRequest request) {
    var before = judge(patient, request);

    for (var consent : patient.inForce().keySet()) {
      var after = judge(patient.evolve(SampleConsents.withdrawn(consent, request.at())), request);

      assertThat(permitted(before)).containsAll(permitted(after));
      assertThat(grounds(before)).containsAll(grounds(after));
      assertThat(grounds(after)).doesNotContain(consent);
    }
    Statistics.label("verdict").collect(before.getClass().getSimpleName());
    Statistics.label("verdict")
        .coverage(coverage -> coverage.check("Permit").percentage(share -> share > 4));
  }

  @Property(tries = 2000)
  void takingAConsentAwayNeverWidens(
      @ForAll("patients") PatientConsents.Enrolled patient,
      @ForAll("requests") DisclosureRequest request) {
    var before = permitted(judge(patient, request));

    for (var consent : patient.inForce().keySet()) {
      assertThat(before).containsAll(permitted(judge(without(patient, consent), request)));
    }
  }

  @Property(tries = 2000)
  void anExpiredConsentPermitsAsMuchAsNone(
      @ForAll("patients") PatientConsents.Enrolled patient,
      @ForAll("requests") DisclosureRequest request) {
    var verdict = judge(patient, request);

    var current = patient;
    for (var consent : patient.inForce().entrySet()) {
      if (!consent.getValue().until().isAfter(request.at())) {
        current = without(current, consent.getKey());
      }
    }
    var withoutThem = judge(current, request);
    assertThat(permitted(withoutThem)).isEqualTo(permitted(verdict));
    assertThat(grounds(withoutThem)).isEqualTo(grounds(verdict));
  }

  @Property(tries = 1000)
  void theOrderOfGrantsDoesNotMatter(
      @ForAll("patients") PatientConsents.Enrolled patient,
      @ForAll("requests") DisclosureRequest request,
      @ForAll @IntRange(max = 1000) int seed) {
    var shuffled = new ArrayList<>(patient.inForce().entrySet());
    Collections.shuffle(shuffled, new Random(seed));

    var again = PatientConsents.initial().evolve(SampleConsents.enrolled());
    for (var consent : shuffled) {
      again = again.evolve(SampleConsents.granted(consent.getKey(), consent.getValue()));
    }

    assertThat(judge(again, request)).isEqualTo(judge(patient, request));
  }

  @Property(tries = 1000)
  void theSameRequestOfTheSamePatientGetsTheSameVerdict(
      @ForAll("patients") PatientConsents.Enrolled patient,
      @ForAll("requests") DisclosureRequest request) {
    assertThat(judge(patient, request)).isEqualTo(judge(patient, request));
  }

  @Property(tries = 2000)
  void noConsentLetsARoleDoWhatIsNotItsOwn(
      @ForAll("patients") PatientConsents.Enrolled patient,
      @ForAll("requests") DisclosureRequest request) {
    if (judge(patient, request) instanceof Verdict.Permit permit) {
      assertThat(ACTIONS_OF_ROLE.getOrDefault(request.actor().role(), Set.of()))
          .contains(permit.action());
      assertThat(permit.action().code()).isEqualTo(request.action());
    }
  }

  @Property(tries = 2000)
  void aPermitRestsOnConsentsThatCoverItOrOnTheRecordBeingOnesOwn(
      @ForAll("patients") PatientConsents.Enrolled patient,
      @ForAll("requests") DisclosureRequest request) {
    if (!(judge(patient, request) instanceof Verdict.Permit permit)) {
      return;
    }
    if (permit.consents().isEmpty()) {
      assertThat(request.actor().role()).isEqualTo("patient");
      assertThat(request.accountIndex()).isEqualTo(patient.accountIndex());
      assertThat(request.purposeOfUse()).isEqualTo("PATRQT");
      return;
    }
    assertThat(patient.inForce()).containsKeys(permit.consents().toArray(ConsentId[]::new));
    for (var consent : permit.consents()) {
      var provision = Objects.requireNonNull(patient.inForce().get(consent));
      assertThat(provision.purposeOfUse()).isEqualTo(request.purposeOfUse());
      assertThat(provision.actions()).contains(permit.action());
      assertThat(request.at()).isBetween(provision.from(), provision.until().minusNanos(1));
      if (!provision.organisations().isEmpty() && !request.actor().role().equals("service")) {
        assertThat(provision.organisations())
            .contains(String.valueOf(request.actor().organisation()));
      }
    }
  }

  @Property(tries = 1000)
  void nothingIsPermittedThatWasNotAskedFor(
      @ForAll("patients") PatientConsents.Enrolled patient,
      @ForAll("requests") DisclosureRequest request) {
    assertThat(request.dataClasses())
        .containsAll(permitted(judge(patient, request)).stream().map(DataClass::code).toList());
  }
}
