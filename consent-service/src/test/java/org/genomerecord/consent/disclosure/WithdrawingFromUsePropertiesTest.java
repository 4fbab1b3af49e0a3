package org.genomerecord.consent.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.consent.provision.SampleConsents.DURING;
import static org.genomerecord.consent.provision.SampleConsents.FROM;
import static org.genomerecord.consent.provision.SampleConsents.PATIENT;
import static org.genomerecord.consent.provision.SampleConsents.UNTIL;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.genomerecord.consent.provision.PatientConsents;
import org.genomerecord.consent.provision.SampleConsents;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.ConsentId;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.DuoModifier;
import org.genomerecord.record.event.DuoPermission;
import org.genomerecord.record.event.EmergencyAccessId;
import org.genomerecord.record.event.EmergencyEvent;
import org.genomerecord.record.event.EmergencyEvent.EmergencyAccessDeclared;
import org.genomerecord.record.event.Party;
import org.genomerecord.record.event.Provision;
import org.genomerecord.record.event.ProvisionType;
import org.genomerecord.record.event.PurposeOfUse;
import org.genomerecord.record.event.ResearchUse;
import org.genomerecord.record.event.Sealed;
import org.genomerecord.record.sourcing.Actor;
import org.jspecify.annotations.Nullable;

/// Withdrawing from use, for whatever consents: every question of a small world is asked before and
/// after.
class WithdrawingFromUsePropertiesTest {
  private static final List<String> PURPOSES = List.of("TREAT", "ETREAT", "HRESCH");
  private static final List<DataClass> CLASSES = List.of(DataClass.PHARMACOGENOMIC, DataClass.HTT);
  private static final Set<Action> USE = EnumSet.of(Action.USE, Action.DISCLOSE, Action.REANALYSE);
  private static final List<Actor> ACTORS =
      List.of(
          new Actor("dr-grey", "clinician", "north"),
          new Actor("dr-hill", "clinician", "south"),
          new Actor("lab-north", "lab", "north"),
          new Actor("interpretation-service", "service", null));
  private static final List<Party> PARTIES =
      List.of(
          Party.organisation("north"),
          new Party(Party.Kind.PERSON, "dr-hill"),
          new Party(Party.Kind.ROLE, "clinician"),
          new Party(Party.Kind.ROLE, "service"));

  private static <T> Arbitrary<Set<T>> oftenNone(List<T> values) {
    return Arbitraries.frequencyOf(
        Tuple.of(1, Arbitraries.just(Set.of())),
        Tuple.of(1, Arbitraries.of(values).set().ofMinSize(1)));
  }

  private static final List<ResearchUse> RESEARCH =
      List.of(
          new ResearchUse(DuoPermission.HMB, Set.of(), Map.of()),
          new ResearchUse(DuoPermission.GRU, Set.of(), Map.of(DuoModifier.NPUNCU, Set.of())),
          new ResearchUse(DuoPermission.DS, Set.of("MONDO:0004992"), Map.of()));

  /// Nothing, and uses that some of the limits cover and others do not.
  private static final List<List<String>> STATED =
      List.of(
          List.of(),
          List.of("DUO:0000042"),
          List.of("DUO:0000006", "DUO:0000018"),
          List.of("DUO:0000007", "MONDO:0004992"));

  private static Arbitrary<Provision> trees(int depth) {
    var exceptions =
        depth == 1 ? Arbitraries.just(List.<Provision>of()) : trees(depth - 1).list().ofMaxSize(3);
    return Combinators.combine(
            Arbitraries.of(ProvisionType.class),
            oftenNone(PARTIES),
            oftenNone(PURPOSES),
            oftenNone(List.of(Action.values())),
            oftenNone(CLASSES),
            Arbitraries.of(FROM, DURING).injectNull(0.6),
            Arbitraries.of(UNTIL).injectNull(0.6),
            exceptions)
        .as((type, actors, purposes, actions, classes, from, until, below) ->
            new Provision(
                type,
                actors,
                purposes,
                sometimesResearch(type, purposes, actions.size() + classes.size()),
                actions,
                classes,
                from,
                until,
                below));
  }

  /// A limit of research stands with purposes of research only, and a denial has no conditions.
  private static @Nullable ResearchUse sometimesResearch(
      ProvisionType type, Set<String> purposes, int drawn) {
    boolean isResearch = purposes.stream().allMatch(PurposeOfUse::isResearch);
    if (!isResearch || drawn % 2 == 0) {
      return null;
    }
    return type == ProvisionType.DENY ? RESEARCH.getFirst() : RESEARCH.get(drawn % RESEARCH.size());
  }

  @Provide
  Arbitrary<PatientConsents.Enrolled> patients() {
    return trees(3)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(provisions -> SampleConsents.permitting(provisions.toArray(Provision[]::new)));
  }

  /// A doctor has declared an emergency: what is no lock gives way.
  private static PatientConsents.Enrolled inAnEmergency(PatientConsents.Enrolled patient) {
    return (PatientConsents.Enrolled)
        patient.evolve(
            new EmergencyAccessDeclared(
                new EmergencyAccessId("emergency-1"),
                PATIENT,
                "dr-grey",
                EmergencyEvent.Reason.LIFE_THREATENING,
                DURING,
                UNTIL,
                new Sealed(new UUID(0, 2), 1, "c2VhbGVk")));
  }

  private static List<DisclosureRequest> questions(Instant at) {
    var questions = new ArrayList<DisclosureRequest>();
    for (var actor : ACTORS) {
      for (var purpose : PURPOSES) {
        for (var research : PurposeOfUse.isResearch(purpose) ? STATED : STATED.subList(0, 1)) {
          for (var action : Action.values()) {
            for (var dataClass : CLASSES) {
              questions.add(
                  new DisclosureRequest(
                      new Asker(actor, Set.of(), null, "account"),
                      purpose,
                      research,
                      action.code(),
                      List.of(dataClass.code()),
                      "DiagnosticReport",
                      "interpretation-service",
                      at));
            }
          }
        }
      }
    }
    return questions;
  }

  private static boolean permits(PatientConsents.Enrolled patient, DisclosureRequest question) {
    return SampleRequests.judge(patient, question) instanceof Verdict.Permit;
  }

  @Property(tries = 300)
  void nothingThatWasDeniedIsPermittedAfterwardsAlsoInAnEmergency(
      @ForAll("patients") PatientConsents.Enrolled patient) {
    var before = inAnEmergency(patient);
    var after = inAnEmergency(SampleConsents.withdrawnFromUse(patient, DURING));

    for (var question : questions(DURING.plusSeconds(1))) {
      if (permits(after, question)) {
        assertThat(permits(before, question)).as(question.toString()).isTrue();
      }
    }
  }

  @Property(tries = 300)
  void noConsentPermitsUseAfterwards(@ForAll("patients") PatientConsents.Enrolled patient) {
    var after = SampleConsents.withdrawnFromUse(patient, DURING);

    for (var question : questions(UNTIL.minusSeconds(1))) {
      if (USE.stream().anyMatch(action -> action.code().equals(question.action()))) {
        assertThat(permits(after, question)).as(question.toString()).isFalse();
      }
    }
  }

  @Property(tries = 300)
  void whatIsDeniedStaysSoWhateverIsPermittedLater(
      @ForAll("patients") PatientConsents.Enrolled patient) {
    var after = SampleConsents.withdrawnFromUse(patient, DURING);
    var all =
        new Provision(
            ProvisionType.PERMIT,
            Set.of(),
            Set.of(),
            null,
            Set.of(),
            Set.of(),
            null,
            null,
            List.of());

    for (var question : questions(DURING.plusSeconds(1))) {
      var grounds = SampleRequests.judgeOnGrounds(patient, question);
      if (grounds instanceof Verdict.Deny(var reason, _)
          && reason == DenialReason.DENIED_BY_PATIENT) {
        assertThat(permits(with(after, all), question)).as(question.toString()).isFalse();
      }
    }
  }

  private static PatientConsents.Enrolled with(
      PatientConsents.Enrolled patient, Provision provision) {
    return (PatientConsents.Enrolled)
        patient.evolve(SampleConsents.granted(new ConsentId("later"), provision));
  }
}
