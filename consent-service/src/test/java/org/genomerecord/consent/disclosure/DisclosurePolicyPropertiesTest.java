package org.genomerecord.consent.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.consent.disclosure.SampleRequests.judge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import org.genomerecord.consent.provision.PatientConsents;
import org.genomerecord.consent.provision.SampleConsents;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.ConsentId;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.DuoModifier;
import org.genomerecord.record.event.Obligation;
import org.genomerecord.record.event.Provision;
import org.jspecify.annotations.Nullable;

/// What holds for every patient and every request.
class DisclosurePolicyPropertiesTest {
  private static final Map<String, Set<Action>> ACTIONS_OF_ROLE =
      Map.of(
          "lab", EnumSet.of(Action.COLLECT),
          "clinician", EnumSet.of(Action.USE, Action.DISCLOSE, Action.RECONTACT),
          "counsellor", EnumSet.of(Action.USE, Action.RECONTACT),
          "patient", EnumSet.of(Action.USE),
          "service", EnumSet.of(Action.COLLECT, Action.USE, Action.REANALYSE));

  @Provide
  Arbitrary<Provision> denials() {
    return AnyConsents.denials();
  }

  @Provide
  Arbitrary<PatientConsents.Enrolled> patients() {
    return AnyConsents.patients();
  }

  @Provide
  Arbitrary<DisclosureRequest> requests() {
    return AnyConsents.requests();
  }

  private static Set<DataClass> permitted(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Permit permit -> EnumSet.copyOf(permit.dataClasses());
      case Verdict.Deny _ -> EnumSet.noneOf(DataClass.class);
    };
  }

  private static Optional<DenialReason> reason(Verdict verdict) {
    return verdict instanceof Verdict.Deny(var reason, _) ? Optional.of(reason) : Optional.empty();
  }

  private static List<ConsentId> grounds(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Permit permit -> permit.consents();
      case Verdict.Deny _ -> List.of();
    };
  }

  private static List<Obligation> obligations(Verdict verdict) {
    return verdict instanceof Verdict.Permit permit ? permit.obligations() : List.of();
  }

  private static PatientConsents.Enrolled without(
      PatientConsents.Enrolled patient, ConsentId consent) {
    var fewer = new HashMap<>(patient.inForce());
    fewer.remove(consent);
    return SampleConsents.permitting(fewer);
  }

  private static PatientConsents.Enrolled with(
      PatientConsents.Enrolled patient, ConsentId consent, Provision provision) {
    var more = new HashMap<>(patient.inForce());
    more.put(consent, provision);
    return SampleConsents.permitting(more);
  }

  /// The patient with one rule of one consent changed, in every way there is.
  private static Stream<PatientConsents.Enrolled> eachWith(
      PatientConsents.Enrolled patient, Function<Provision, Stream<Provision>> change) {
    return patient.inForce().entrySet().stream()
        .flatMap(consent ->
            Trees.eachWith(consent.getValue(), change)
                .map(changed -> with(patient, consent.getKey(), changed)));
  }

  @Property(tries = 2000)
  void withdrawingWhatOnlyPermitsNeverWidens(
      @ForAll("patients") PatientConsents.Enrolled patient,
      @ForAll("requests") DisclosureRequest request) {
    var before = judge(patient, request);

    for (var consent : patient.inForce().entrySet()) {
      if (Trees.onlyPermits(consent.getValue())) {
        var id = consent.getKey();
        var after = judge(patient.evolve(SampleConsents.withdrawn(id, request.at())), request);

        assertThat(permitted(before)).containsAll(permitted(after));
        assertThat(grounds(before)).containsAll(grounds(after));
        assertThat(grounds(after)).doesNotContain(id);
      }
    }
    boolean stated = before instanceof Verdict.Permit && !request.researchUse().isEmpty();
    Statistics.label("verdict")
        .collect(stated ? "for research" : before.getClass().getSimpleName());
    Statistics.label("verdict")
        .coverage(coverage -> {
          coverage.check("Permit").percentage(share -> share > 2);
          coverage.check("for research").percentage(share -> share > 1);
        });
  }

  @Property(tries = 2000)
  void addingADenialNeverWidens(
      @ForAll("patients") PatientConsents.Enrolled patient,
      @ForAll("denials") Provision denial,
      @ForAll("requests") DisclosureRequest request) {
    var before = permitted(judge(patient, request));

    assertThat(before)
        .containsAll(permitted(judge(with(patient, new ConsentId("denial"), denial), request)));
    eachWith(patient, rule -> Stream.of(Trees.plus(rule, denial)))
        .forEach(narrower -> assertThat(before).containsAll(permitted(judge(narrower, request))));
  }

  @Property(tries = 2000)
  void removingWhatOnlyPermitsNeverWidens(
      @ForAll("patients") PatientConsents.Enrolled patient,
      @ForAll("requests") DisclosureRequest request) {
    var before = permitted(judge(patient, request));

    eachWith(
            patient,
            rule ->
                rule.provisions().stream()
                    .filter(Trees::onlyPermits)
                    .map(permit -> Trees.minus(rule, permit)))
        .forEach(narrower -> assertThat(before).containsAll(permitted(judge(narrower, request))));
  }

  @Property(tries = 2000)
  void whatIsOverSaysAsMuchAsNothing(
      @ForAll("patients") PatientConsents.Enrolled patient,
      @ForAll("requests") DisclosureRequest request) {
    var verdict = judge(patient, request);

    var current = patient;
    for (var consent : patient.inForce().entrySet()) {
      if (isOver(consent.getValue(), request.at())) {
        current = without(current, consent.getKey());
      }
    }
    var withoutThem = judge(current, request);
    assertThat(permitted(withoutThem)).isEqualTo(permitted(verdict));
    assertThat(grounds(withoutThem)).isEqualTo(grounds(verdict));
    assertThat(obligations(withoutThem)).isEqualTo(obligations(verdict));
    eachWith(
            patient,
            rule ->
                rule.provisions().stream()
                    .filter(exception -> isOver(exception, request.at()))
                    .map(exception -> Trees.minus(rule, exception)))
        .forEach(same -> {
          assertThat(permitted(judge(same, request))).isEqualTo(permitted(verdict));
          assertThat(grounds(judge(same, request))).isEqualTo(grounds(verdict));
          assertThat(obligations(judge(same, request))).isEqualTo(obligations(verdict));
        });
  }

  @Property(tries = 500)
  void aConditionMoreOnWhatOnlyPermitsNeverWidens(
      @ForAll("patients") PatientConsents.Enrolled patient,
      @ForAll DuoModifier condition,
      @ForAll("requests") DisclosureRequest request) {
    var before = permitted(judge(patient, request));

    eachWith(
            patient,
            rule -> Trees.onlyPermits(rule) ? Trees.with(condition, rule).stream() : Stream.of())
        .forEach(narrower -> assertThat(before).containsAll(permitted(judge(narrower, request))));
  }

  @Property(tries = 700)
  void aFactLessThatIsStatedNeverWidens(
      @ForAll("patients") PatientConsents.Enrolled patient,
      @ForAll("requests") DisclosureRequest request) {
    Assume.that(patient.inForce().values().stream().noneMatch(Trees::deniesUnderConditions));
    var before = permitted(judge(patient, request));

    for (var modifier : DuoModifier.values()) {
      var fewer =
          request.researchUse().stream().filter(term -> !term.startsWith(modifier.code())).toList();
      assertThat(before).containsAll(permitted(judge(patient, stating(fewer, request))));
    }
  }

  @Property(tries = 500)
  void researchOfWhichNothingIsStatedIsPermittedByNoRuleThatLimitsIt(
      @ForAll("patients") PatientConsents.Enrolled patient,
      @ForAll("requests") DisclosureRequest request) {
    var before = judge(patient, stating(List.of(), request));

    eachWith(
            patient,
            rule ->
                rule.provisions().stream()
                    .filter(exception -> exception.researchUse() != null)
                    .filter(Trees::onlyPermits)
                    .map(permit -> Trees.minus(rule, permit)))
        .forEach(same ->
            assertThat(permitted(judge(same, stating(List.of(), request))))
                .isEqualTo(permitted(before)));
    assertThat(obligations(before)).isEmpty();
  }

  private static DisclosureRequest stating(List<String> terms, DisclosureRequest request) {
    return new DisclosureRequest(
        request.asker(),
        request.purposeOfUse(),
        terms,
        request.action(),
        request.dataClasses(),
        request.resource(),
        request.requester(),
        request.at());
  }

  private static boolean isOver(Provision provision, Instant at) {
    return provision.until() != null && !provision.until().isAfter(at);
  }

  @Property(tries = 1000)
  void theOrderOfSiblingsDoesNotMatter(
      @ForAll("patients") PatientConsents.Enrolled patient,
      @ForAll("requests") DisclosureRequest request) {
    var verdict = judge(patient, request);

    eachWith(patient, rule -> Stream.of(Trees.with(rule, rule.provisions().reversed())))
        .map(same -> judge(same, request))
        .forEach(same -> {
          assertThat(permitted(same)).isEqualTo(permitted(verdict));
          assertThat(grounds(same)).isEqualTo(grounds(verdict));
          assertThat(reason(same)).isEqualTo(reason(verdict));
          assertThat(obligations(same)).isEqualTo(obligations(verdict));
        });
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
      assertThat(request.asker().accountIndex()).isEqualTo(patient.accountIndex());
      assertThat(request.purposeOfUse()).isEqualTo("PATRQT");
      return;
    }
    assertThat(patient.inForce()).containsKeys(permit.consents().toArray(ConsentId[]::new));
    for (var consent : permit.consents()) {
      var provision = Objects.requireNonNull(patient.inForce().get(consent));
      assertThat(provision.purposesOfUse())
          .satisfies(limit -> allows(limit, request.purposeOfUse()));
      assertThat(provision.actions()).satisfies(limit -> allows(limit, permit.action()));
      assertThat(provision.from() == null || !request.at().isBefore(provision.from())).isTrue();
      assertThat(isOver(provision, request.at())).isFalse();
    }
  }

  private static <T> void allows(Collection<? extends T> limit, @Nullable T value) {
    assertThat(limit.isEmpty() || limit.contains(value)).isTrue();
  }

  @Property(tries = 1000)
  void nothingIsPermittedThatWasNotAskedFor(
      @ForAll("patients") PatientConsents.Enrolled patient,
      @ForAll("requests") DisclosureRequest request) {
    assertThat(request.dataClasses())
        .containsAll(permitted(judge(patient, request)).stream().map(DataClass::code).toList());
  }
}
