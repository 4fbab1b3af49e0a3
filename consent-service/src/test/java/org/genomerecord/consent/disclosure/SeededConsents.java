package org.genomerecord.consent.disclosure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.genomerecord.consent.provision.PatientConsents;
import org.genomerecord.consent.provision.SampleConsents;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.Party;
import org.genomerecord.record.event.Provision;
import org.genomerecord.record.event.ProvisionType;
import org.genomerecord.record.event.PurposeOfUse;
import org.genomerecord.record.sourcing.Actor;
import org.jspecify.annotations.Nullable;

/// Consents and requests that are the same in every run and in every release of a test library.
final class SeededConsents {
  private static final int PATIENTS = 100;
  private static final int REQUESTS = 2_000;
  private static final List<Party> PARTIES =
      List.of(
          Party.organisation("north"),
          Party.organisation("south"),
          new Party(Party.Kind.ROLE, "clinician"),
          new Party(Party.Kind.ROLE, "service"),
          new Party(Party.Kind.PERSON, "dr-grey"),
          new Party(Party.Kind.CARE_TEAM, "tumour-board"),
          new Party(Party.Kind.APPLICATION, "portal"));
  private static final List<String> PURPOSES = List.of("TREAT", "ETREAT", "HRESCH", "PATRQT");

  private final Random random;
  private final boolean withResearch;

  private SeededConsents() {
    this(new Random(20_261_124), false);
  }

  private SeededConsents(Random random, boolean withResearch) {
    this.random = random;
    this.withResearch = withResearch;
  }

  /// Consents some of which limit research, and requests some of which state theirs.
  static SeededConsents withResearch(long seed) {
    return new SeededConsents(new Random(seed), true);
  }

  static List<PatientConsents.Enrolled> patients() {
    var seeded = new SeededConsents();
    return IntStream.range(0, PATIENTS).mapToObj(_ -> seeded.patient()).toList();
  }

  PatientConsents.Enrolled patient() {
    return SampleConsents.permitting(
        IntStream.range(0, 1 + random.nextInt(4)).mapToObj(_ -> rule(3)).toArray(Provision[]::new));
  }

  static List<DisclosureRequest> requests() {
    var seeded = new SeededConsents();
    return IntStream.range(0, REQUESTS).mapToObj(_ -> seeded.request()).toList();
  }

  private Provision rule(int depth) {
    var exceptions = new ArrayList<Provision>();
    for (int i = random.nextInt(depth); i > 0; i--) {
      exceptions.add(rule(depth - 1));
    }
    var from = random.nextInt(3) == 0 ? day(random.nextInt(4)) : null;
    var type = one(List.of(ProvisionType.values()));
    var actors = some(PARTIES);
    var purposes = some(PURPOSES);
    boolean limited = withResearch && random.nextBoolean();
    return new Provision(
        type,
        actors,
        limited ? RandomResearch.only(purposes) : purposes,
        limited ? new RandomResearch(random).limit(type) : null,
        some(List.of(Action.values())),
        some(List.of(DataClass.PHARMACOGENOMIC, DataClass.APOE, DataClass.HTT)),
        from,
        random.nextInt(3) == 0 ? day(5 + random.nextInt(4)) : null,
        exceptions);
  }

  DisclosureRequest request() {
    var asker =
        new Asker(
            new Actor(
                one(List.of("dr-grey", "dr-hill")),
                one(List.of("clinician", "clinician", "service", "lab", "patient")),
                orNull("north")),
            some(List.of("tumour-board")),
            orNull("portal"),
            one(List.of(SampleConsents.ACCOUNT, "another")));
    var purpose = withResearch && random.nextBoolean() ? "HRESCH" : one(PURPOSES);
    return new DisclosureRequest(
        asker,
        purpose,
        withResearch && PurposeOfUse.isResearch(purpose)
            ? new RandomResearch(random).terms()
            : List.of(),
        one(List.of("use", "use", "collect", "disclose")),
        List.copyOf(atLeastOne(List.of("pharmacogenomic", "apoe", "htt"))),
        "DiagnosticReport",
        "interpretation-service",
        day(random.nextInt(10)));
  }

  private static Instant day(int day) {
    return SampleConsents.FROM.plusSeconds(86_400L * day);
  }

  private <T> T one(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private @Nullable String orNull(String value) {
    return random.nextInt(3) == 0 ? null : value;
  }

  private <T> Set<T> some(List<T> values) {
    return random.nextBoolean() ? Set.of() : atLeastOne(values);
  }

  private <T> Set<T> atLeastOne(List<T> values) {
    var chosen = new LinkedHashSet<T>();
    for (int i = 1 + random.nextInt(values.size()); i > 0; i--) {
      chosen.add(one(values));
    }
    return chosen;
  }
}
