package org.genomerecord.consent.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.consent.audit.SampleTrail.MONDAY_NOON;
import static org.genomerecord.consent.audit.SampleTrail.permitted;
import static org.genomerecord.consent.audit.SampleTrail.recorded;
import static org.genomerecord.consent.audit.SampleTrail.refused;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.genomerecord.consent.audit.AccessesResource.Accesses;
import org.genomerecord.consent.audit.TrailStatements.Wanted;
import org.genomerecord.record.event.AuditFilter;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.ProxyId;
import org.genomerecord.record.store.TestLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// On the real schema.
class TellingProxiesIT {
  private static final String ACCOUNT = "account-of-the-guardian";
  private static final ToldProxy GUARDIAN =
      new ToldProxy(
          new ProxyId("proxy-1"), ACCOUNT, Set.of(DataClass.PHARMACOGENOMIC, DataClass.TUMOUR));
  private static final ToldPatient PATIENT = new ToldPatient("account-of-the-patient");

  private final TestLog database = TestLog.create();
  private final TrailReader trail = new TrailReader(database.pool());

  @BeforeEach
  void addTheSchemaOfTheService() {
    SampleTrail.addSchema(database);
  }

  @AfterEach
  void stop() {
    database.close();
  }

  private Accesses page(Told told, @Nullable String after, int limit) {
    var place = after == null ? null : Place.parse(after);
    var wanted = new Wanted("p1", AuditFilter.NONE, null, place, true);
    return Accesses.of(told, trail.page(wanted, told.which(), limit + 1), limit, 0);
  }

  private List<String> texts(ToldProxy proxy) {
    return page(proxy, null, 100).accesses().stream().map(Access::text).toList();
  }

  private static AuditEntry disclosed(String... classes) {
    var entry = permitted("p1", MONDAY_NOON);
    entry.dataClasses = List.of(classes);
    return entry;
  }

  private static AuditEntry by(String account, AuditEntry entry) {
    entry.role = "patient";
    entry.actor = account;
    entry.organisation = null;
    return entry;
  }

  private static AuditEntry appointed(String proxy) {
    var entry = recorded(ToldProxy.APPOINTED, "p1", MONDAY_NOON);
    entry.subject = ConsentMeanings.appointed(new ProxyId(proxy));
    return entry;
  }

  /// Those that are told, and nothing else of the patient's.
  private static List<AuditEntry> told() {
    var entries = new ArrayList<AuditEntry>();
    entries.add(disclosed("pharmacogenomic"));
    entries.add(disclosed("pharmacogenomic", "tumour"));
    entries.add(by(ACCOUNT, disclosed("tumour")));
    entries.add(appointed("proxy-1"));
    ToldProxy.ALWAYS.forEach(type -> entries.add(recorded(type, "p1", MONDAY_NOON)));
    return entries;
  }

  private static List<AuditEntry> hidden() {
    var entries = new ArrayList<AuditEntry>();
    entries.add(disclosed("htt"));
    entries.add(disclosed("pharmacogenomic", "htt"));
    entries.add(disclosed("pharmacogenomic", "class-of-a-newer-release"));
    entries.add(disclosed());
    entries.add(by("account-of-the-patient", disclosed("pharmacogenomic")));
    entries.add(by("account-of-another-guardian", disclosed("pharmacogenomic")));
    entries.add(appointed("proxy-2"));
    entries.add(appointed("proxy-12"));
    entries.add(refused("p1", "denied-by-patient", MONDAY_NOON));
    AccessSentence.TYPES.stream()
        .filter(
            type -> !ToldProxy.ALWAYS.contains(type) && !type.equals(ReportStatements.PERMITTED))
        .forEach(type -> {
          entries.add(recorded(type, "p1", MONDAY_NOON));
          entries.add(by("account-of-the-patient", recorded(type, "p1", MONDAY_NOON)));
        });
    entries.add(recorded("consent.ConsentGranted", "p1", MONDAY_NOON));
    entries.add(permitted("p2", MONDAY_NOON));
    return entries;
  }

  @Test
  void whatTheyMaySeeThemselvesIsTold() {
    SampleTrail.write(database, told());

    assertThat(texts(GUARDIAN)).hasSize(told().size());
  }

  @Test
  void ofWhatIsKeptFromThemNothingIsThere() {
    SampleTrail.write(database, hidden());

    assertThat(texts(GUARDIAN)).isEmpty();
    assertThat(page(GUARDIAN, null, 1)).isEqualTo(new Accesses(List.of(), null, 0));
    assertThat(page(PATIENT, null, 100).accesses()).hasSizeGreaterThan(20);
  }

  /// Such as somebody whom the patient denies everything.
  @Test
  void whoMaySeeNoClassIsToldOfNoDisclosure() {
    SampleTrail.write(database, told());
    var none = new ToldProxy(new ProxyId("proxy-1"), ACCOUNT, EnumSet.noneOf(DataClass.class));

    assertThat(texts(none)).hasSize(1 + ToldProxy.ALWAYS.size()).noneMatch(t -> t.contains("used"));
  }

  /// Page by page, the answer is the same to the letter, with its cursors, whatever else there is.
  @Test
  void noPageShowsHowMuchIsNotTold() {
    var random = new Random(7);
    var entries = new ArrayList<AuditEntry>();
    for (int i = 0; i < 200; i++) {
      var from = random.nextInt(3) == 0 ? told() : hidden();
      var entry = from.get(random.nextInt(from.size()));
      entry.recordedAt = MONDAY_NOON.plusSeconds(random.nextInt(60));
      entry.position = i;
      entry.event = Integer.toString(i);
      entries.add(entry);
    }
    Predicate<AuditEntry> isTold = isOneOf(told());
    SampleTrail.writeAsTheyAre(database, entries.stream().filter(isTold).toList());
    var alone = pages();
    SampleTrail.writeAsTheyAre(database, entries.stream().filter(isTold.negate()).toList());

    assertThat(pages()).isEqualTo(alone);
    assertThat(alone).hasSizeGreaterThan(5);
    assertThat(alone.subList(0, alone.size() - 1)).allMatch(page -> page.accesses().size() == 7);
  }

  private static Predicate<AuditEntry> isOneOf(List<AuditEntry> kinds) {
    return entry ->
        kinds.stream()
            .anyMatch(kind ->
                kind.type.equals(entry.type)
                    && kind.actor.equals(entry.actor)
                    && kind.patient.equals(entry.patient)
                    && kind.subject.equals(entry.subject)
                    && kind.dataClasses.equals(entry.dataClasses));
  }

  private List<Accesses> pages() {
    var pages = new ArrayList<Accesses>();
    String after = null;
    do {
      var page = page(GUARDIAN, after, 7);
      pages.add(page);
      after = page.next();
    } while (after != null);
    return pages;
  }
}
