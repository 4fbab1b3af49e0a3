package org.genomerecord.consent.disclosure;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.genomerecord.consent.provision.PatientConsents;
import org.genomerecord.consent.provision.SampleConsents;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.Party;
import org.genomerecord.record.event.Provision;
import org.genomerecord.record.event.ProvisionType;
import org.genomerecord.record.sourcing.Actor;

/// Patients with whatever consents, and requests that often meet them.
final class AnyConsents {
  private static final Instant START = SampleConsents.FROM;
  private static final int DAYS = 6;

  private static final List<DataClass> CLASSES =
      List.of(DataClass.PHARMACOGENOMIC, DataClass.APOE, DataClass.HTT);
  private static final List<Party> PARTIES =
      List.of(
          Party.organisation("north"),
          Party.organisation("south"),
          new Party(Party.Kind.ROLE, "clinician"),
          new Party(Party.Kind.ROLE, "service"),
          new Party(Party.Kind.CARE_TEAM, "tumour-board"),
          new Party(Party.Kind.APPLICATION, "portal"),
          new Party(Party.Kind.PERSON, "somebody-else"),
          new Party(Party.Kind.PERSON, "somebody"));

  private AnyConsents() {}

  private static Instant day(int day) {
    return START.plusSeconds(86_400L * day);
  }

  /// So that many requests are permitted: denials are easy to come by.
  private static Arbitrary<String> mostly(String likely, String... others) {
    return Arbitraries.frequencyOf(
        Tuple.of(8, Arbitraries.just(likely)), Tuple.of(2, Arbitraries.of(others)));
  }

  private static Arbitrary<Provision> trees(int depth) {
    var exceptions =
        depth == 1 ? Arbitraries.just(List.<Provision>of()) : trees(depth - 1).list().ofMaxSize(2);
    return Combinators.combine(rules(Arbitraries.of(ProvisionType.class)), exceptions)
        .as(Trees::with);
  }

  static Arbitrary<Provision> denials() {
    return rules(Arbitraries.just(ProvisionType.DENY));
  }

  /// Without exceptions. Half of the limits are absent, so that rules meet.
  private static Arbitrary<Provision> rules(Arbitrary<ProvisionType> types) {
    return Combinators.combine(
            types,
            oftenNone(PARTIES),
            oftenNone(List.of("TREAT", "HRESCH")),
            Arbitraries.randomValue(RandomResearch::new).injectNull(0.6),
            oftenNone(List.of(Action.values())),
            oftenNone(CLASSES),
            Arbitraries.integers().between(0, DAYS - 1).injectNull(0.5),
            Arbitraries.integers().between(1, DAYS).injectNull(0.5))
        .as((type, actors, purposes, research, actions, classes, from, length) ->
            new Provision(
                type,
                actors,
                research == null ? purposes : RandomResearch.only(purposes),
                research == null ? null : research.limit(type),
                actions,
                classes,
                from == null ? null : day(from),
                length == null ? null : day((from == null ? 0 : from) + length),
                List.of()));
  }

  private static <T> Arbitrary<Set<T>> oftenNone(List<T> values) {
    return Arbitraries.frequencyOf(
        Tuple.of(1, Arbitraries.just(Set.of())),
        Tuple.of(1, Arbitraries.of(values).set().ofMinSize(1)));
  }

  static Arbitrary<PatientConsents.Enrolled> patients() {
    return trees(3)
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .map(provisions -> SampleConsents.permitting(provisions.toArray(Provision[]::new)));
  }

  static Arbitrary<DisclosureRequest> requests() {
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
                Arbitraries.of("north", "south", "east").injectNull(0.2),
                Arbitraries.of("somebody", "somebody-else"))
            .as((role, organisation, id) -> new Actor(id, role, organisation));
    var askers =
        Combinators.combine(
                actors,
                Arbitraries.of("tumour-board", "night-shift").set().ofMaxSize(2),
                Arbitraries.of("portal", "research-tool").injectNull(0.2),
                Arbitraries.of(SampleConsents.ACCOUNT, "another-account"))
            .as(Asker::new);
    return Combinators.combine(
            askers,
            Arbitraries.frequencyOf(
                Tuple.of(5, Arbitraries.of("TREAT", "HRESCH").map(purpose -> purpose)),
                Tuple.of(1, Arbitraries.of("PATRQT", "NEWPURP").injectNull(0.3))),
            Arbitraries.randomValue(RandomResearch::new),
            mostly("use", "collect", "disclose", "re-analyse", "re-contact", "unheard-of"),
            Arbitraries.frequencyOf(
                    Tuple.of(8, Arbitraries.of("pharmacogenomic", "apoe", "htt")),
                    Tuple.of(1, Arbitraries.just("unheard-of")))
                .list()
                .ofMaxSize(3),
            Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.integers().between(1, 3)),
                Tuple.of(1, Arbitraries.integers().between(-1, DAYS + 3))))
        .as((asker, purpose, research, action, classes, day) ->
            new DisclosureRequest(
                asker,
                purpose,
                "HRESCH".equals(purpose) ? research.terms() : List.of(),
                action,
                classes.isEmpty() ? List.of("pharmacogenomic") : classes,
                "DiagnosticReport",
                "interpretation-service",
                day(day)));
  }
}
