package org.genomerecord.consent.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.genomerecord.consent.provision.Completeness;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.DuoModifier;
import org.genomerecord.record.event.DuoPermission;
import org.genomerecord.record.event.Party;
import org.genomerecord.record.event.Provision;
import org.genomerecord.record.event.ProvisionType;
import org.genomerecord.record.event.PurposeOfUse;
import org.genomerecord.record.event.ResearchUse;
import org.jspecify.annotations.Nullable;

/// A provision written as FHIR JSON and read again is the same provision, whatever it says.
class RoundTripOfProvisionsTest {
  private static final List<ResearchUse> RESEARCH =
      List.of(
          new ResearchUse(DuoPermission.HMB, Set.of(), Map.of()),
          new ResearchUse(DuoPermission.GRU, Set.of(), Map.of(DuoModifier.NPUNCU, Set.of())),
          new ResearchUse(
              DuoPermission.DS,
              Set.of("MONDO:0004992", "MONDO:0005148"),
              Map.of(DuoModifier.GS, Set.of("DE", "CH"), DuoModifier.TS, Set.of("12"))));

  private static final List<String> PURPOSES =
      List.of("TREAT", "ETREAT", "HRESCH", "CLINTRCH", "FAMRQT", "PATRQT");

  private static Arbitrary<Party> parties() {
    var named =
        Combinators.combine(
                Arbitraries.of(
                    Party.Kind.PERSON,
                    Party.Kind.ORGANISATION,
                    Party.Kind.CARE_TEAM,
                    Party.Kind.APPLICATION),
                Arbitraries.strings()
                    .withCharRange('a', 'z')
                    .withChars('-')
                    .ofMinLength(1)
                    .ofMaxLength(64))
            .as(Party::new);
    var roles =
        Arbitraries.of("clinician", "lab", "service", "patient")
            .map(role -> new Party(Party.Kind.ROLE, role));
    return Arbitraries.frequencyOf(Tuple.of(4, named), Tuple.of(1, roles));
  }

  private static Arbitrary<Instant> instants() {
    return Combinators.combine(
            Arbitraries.longs().between(1, 253_402_300_798L),
            Arbitraries.of(0, 500_000_000, 1_000_000, 123_456_000, 999_999_000, 7))
        .as(Instant::ofEpochSecond);
  }

  private static Arbitrary<Provision> trees(int depth, boolean first) {
    var exceptions =
        depth == 1
            ? Arbitraries.just(List.<Provision>of())
            : trees(depth - 1, false).list().ofMaxSize(3);
    var times = instants().injectNull(0.3).tuple2();
    return Combinators.combine(
            Arbitraries.of(ProvisionType.class),
            parties().set().ofMaxSize(4),
            Arbitraries.of(PURPOSES).set().ofMaxSize(3),
            Arbitraries.of(Action.class).set().ofMaxSize(3),
            Arbitraries.of(DataClass.class).set().ofMaxSize(3),
            times,
            exceptions,
            Arbitraries.of(RESEARCH).injectNull(0.5))
        .as((type, actors, purposes, actions, classes, period, below, research) -> {
          var from = period.get1();
          var until = period.get2();
          boolean backwards = from != null && until != null && !from.isBefore(until);
          // The first rule always has a beginning: without one it begins when it is granted.
          return new Provision(
              type,
              actors,
              purposes,
              ofOneReading(type, purposes, research),
              actions,
              classes,
              backwards
                  ? (first ? Instant.EPOCH : null)
                  : first && from == null ? Instant.EPOCH : from,
              until,
              below);
        });
  }

  /// A limit of research stands with purposes of research only, and a denial has no conditions.
  private static @Nullable ResearchUse ofOneReading(
      ProvisionType type, Set<String> purposes, @Nullable ResearchUse research) {
    boolean fits =
        research != null
            && purposes.stream().allMatch(PurposeOfUse::isResearch)
            && (type == ProvisionType.PERMIT || research.equals(RESEARCH.getFirst()));
    return fits ? research : null;
  }

  @Provide
  Arbitrary<Provision> provisions() {
    return trees(4, true).filter(provision -> Completeness.lackOf(provision).isEmpty());
  }

  @Property(tries = 300)
  void writtenAndReadItIsTheSame(@ForAll("provisions") Provision provision) {
    var json = SampleFhirConsents.json(provision);

    var read =
        AskedConsent.provision(FhirJson.consent(json), Instant.parse("2026-01-01T00:00:00Z"));

    assertThat(read).isEqualTo(provision);
  }
}
