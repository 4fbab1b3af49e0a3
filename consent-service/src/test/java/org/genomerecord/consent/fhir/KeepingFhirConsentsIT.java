package org.genomerecord.consent.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.genomerecord.consent.provision.SampleConsents.CARE;
import static org.genomerecord.consent.provision.SampleConsents.DURING;
import static org.genomerecord.consent.provision.SampleConsents.PATIENT;
import static org.genomerecord.consent.provision.SampleConsents.byThePatient;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.genomerecord.consent.provision.ConsentHandler;
import org.genomerecord.consent.provision.Consents;
import org.genomerecord.consent.provision.ProxyView;
import org.genomerecord.consent.provision.Rule;
import org.genomerecord.consent.provision.SampleConsents;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.ConsentId;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.Party;
import org.genomerecord.record.event.PatientEvent;
import org.genomerecord.record.event.Provision;
import org.genomerecord.record.event.ProxyEvent;
import org.genomerecord.record.event.ProxyEvent.ProxyAppointed;
import org.genomerecord.record.event.ProxyId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Commands;
import org.genomerecord.record.sourcing.EventJson;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.sourcing.Recording;
import org.genomerecord.record.store.Append;
import org.genomerecord.record.store.AppendSequencer;
import org.genomerecord.record.store.Envelope;
import org.genomerecord.record.store.PostgresEventStorageEngine;
import org.genomerecord.record.store.TestLog;
import org.hl7.fhir.r4.model.Consent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// On the real store.
class KeepingFhirConsentsIT {
  private static final Party FAMILY = new Party(Party.Kind.PERSON, "account-of-the-guardian");
  private static final Provision NARROWER =
      Rule.permit()
          .forPurposes("TREAT")
          .doing(Action.USE)
          .with(DataClass.PHARMACOGENOMIC, DataClass.HTT)
          .between(SampleConsents.FROM, SampleConsents.UNTIL)
          .but(Rule.deny().with(DataClass.HTT))
          .provision();

  private final TestLog log = TestLog.create();
  private final AppendSequencer sequencer = log.sequencer();
  private final Commands commands =
      Commands.on(
          new PostgresEventStorageEngine(sequencer, log.reader()), ConsentHandler::register);
  private final Consents consents = new Consents(log.reader());
  private final ConsentVersions versions = new ConsentVersions(consents, commands);
  private final ProxyView guardian =
      new ProxyView(
          "index-of-the-guardians-account",
          new Actor("account-of-the-guardian", "patient", null),
          Set.of(),
          "FAMRQT",
          Set.of(DataClass.APOE));

  @BeforeEach
  void aPatient() {
    append(SampleConsents.enrolled());
  }

  private void append(PatientEvent event) {
    TestLog.answer(
        sequencer.append(
            new Append(
                List.of(
                    new Envelope(
                        Recording.newEventId(),
                        EventTypes.nameOf(event.getClass()).name(),
                        "1",
                        byThePatient(DURING),
                        List.of("patient:" + PATIENT, "consents-of:" + PATIENT),
                        EventJson.write(event))),
                List.of(),
                -1)));
  }

  @AfterEach
  void stop() {
    commands.close();
    log.close();
  }

  private ConsentHistory.Version create(Provision provision) {
    return versions.create(
        PATIENT, SampleFhirConsents.written(provision), null, byThePatient(DURING));
  }

  private ConsentHistory.Version update(ConsentId id, String ifMatch, Consent asked) {
    return versions.update(PATIENT, id, ifMatch, asked, null, byThePatient(DURING));
  }

  private static Consent inactive(Provision provision) throws JsonProcessingException {
    return FhirJson.consent(
        SampleFhirConsents.with(
            SampleFhirConsents.json(provision), "/status", "\"entered-in-error\""));
  }

  private List<String> recorded() {
    return log.events().stream()
        .map(event -> event.envelope().type().replace("consent.", ""))
        .skip(1)
        .toList();
  }

  @Test
  void createdUpdatedAndWithdrawnItHasAVersionOfEach() throws JsonProcessingException {
    var created = create(CARE);
    var updated = update(created.id(), created.etag(), SampleFhirConsents.written(NARROWER));
    var withdrawn = update(created.id(), "\"2\"", inactive(NARROWER));

    assertThat(recorded())
        .containsExactly(
            "ConsentGranted", "ConsentWithdrawn", "ConsentGranted", "ConsentWithdrawn");
    assertThat(created.number()).isEqualTo(1);
    assertThat(updated.id()).isEqualTo(created.id());
    assertThat(updated.consent().replaces()).isEqualTo(created.id());
    assertThat(updated.consent().provision()).isEqualTo(NARROWER);
    assertThat(withdrawn.isActive()).isFalse();
    assertThat(versions.history(PATIENT, created.id(), null).versions())
        .extracting(ConsentHistory.Version::number)
        .containsExactly(1, 2, 3);
    assertThat(versions.patientOf(updated.consent().consent())).isEqualTo(PATIENT);
  }

  @Test
  void anUpdateNamesTheVersionThatIsCurrent() throws JsonProcessingException {
    var created = create(CARE);
    var asked = SampleFhirConsents.written(NARROWER);
    update(created.id(), created.etag(), asked);

    assertThatThrownBy(() -> update(created.id(), created.etag(), asked))
        .isInstanceOf(ChangedMeanwhile.class);
    assertThatThrownBy(
            () -> versions.update(PATIENT, created.id(), null, asked, null, byThePatient(DURING)))
        .isInstanceOfSatisfying(Refusal.class, no -> assertThat(no.code()).isEqualTo("if-match"));
    update(created.id(), "W/\"2\"", inactive(NARROWER));
    assertThat(update(created.id(), "W/\"3\"", inactive(NARROWER)).number())
        .as("withdrawing twice is withdrawing once")
        .isEqualTo(3);
    assertThatThrownBy(() -> update(created.id(), "W/\"3\"", asked))
        .isInstanceOfSatisfying(
            Refusal.class, no -> assertThat(no.code()).isEqualTo("consent-not-in-force"));
  }

  private void appointTheGuardian() {
    append(
        new ProxyAppointed(
            new ProxyId("proxy-1"),
            PATIENT,
            ProxyEvent.Kind.GUARDIAN,
            guardian.accountIndex(),
            null,
            SampleConsents.UNTIL,
            SampleConsents.FROM));
  }

  /// The denial was replaced: what came after it begins anew, and what came before it ended.
  @Test
  void whoIsKeptOutByAVersionSeesTheOthersAsIfItHadNeverBeen() {
    var created = create(CARE);
    var denial = SampleFhirConsents.written(Rule.deny().to(FAMILY).provision());
    var denied = update(created.id(), created.etag(), denial).consent().consent();
    var last =
        update(created.id(), "W/\"2\"", SampleFhirConsents.written(CARE)).consent().consent();

    assertThat(versions.history(PATIENT, created.id(), null).versions()).hasSize(3);
    assertThat(versions.histories(PATIENT, guardian))
        .extracting(ConsentHistory::id)
        .containsExactly(created.id(), last);
    assertThat(versions.history(PATIENT, created.id(), guardian).versions())
        .extracting(ConsentHistory.Version::isActive)
        .containsExactly(true, false);
    assertThat(versions.history(PATIENT, last, guardian).current())
        .isEqualTo(versions.history(PATIENT, last, guardian).version("1").orElseThrow());
    assertThat(versions.isSeen(PATIENT, denied, null)).isTrue();
    assertThat(versions.isSeen(PATIENT, denied, guardian)).isFalse();
    assertThat(search("active").in(versions.histories(PATIENT, guardian)).total()).isEqualTo(1);
  }

  @Test
  void aConsentThatKeepsSomebodyOutIsNotFoundNorCountedNorChangedByThem() {
    appointTheGuardian();
    var created = create(Rule.deny().to(FAMILY).provision());

    assertThat(versions.isSeen(PATIENT, created.id(), guardian)).isFalse();
    assertThat(search("active").in(versions.histories(PATIENT, guardian)).total()).isZero();
    assertThatThrownBy(() -> versions.history(PATIENT, created.id(), guardian))
        .isInstanceOfSatisfying(
            Refusal.class, no -> assertThat(no.code()).isEqualTo("consent-unknown"));
    assertThatThrownBy(() ->
            versions.update(
                PATIENT,
                created.id(),
                created.etag(),
                SampleFhirConsents.written(CARE),
                guardian,
                byThePatient(DURING)))
        .isInstanceOfSatisfying(
            Refusal.class, no -> assertThat(no.code()).isEqualTo("consent-unknown"));
    assertThat(recorded()).containsExactly("ProxyAppointed", "ConsentGranted");
  }

  @Test
  void whoGrantsWhatTheyWillNotSeeIsAnsweredWithItOnce() {
    appointTheGuardian();
    var ofAdolescents =
        SampleFhirConsents.written(
            Rule.permit()
                .forPurposes("TREAT")
                .doing(Action.USE)
                .with(DataClass.APOE)
                .between(SampleConsents.FROM, SampleConsents.UNTIL)
                .provision());

    var created = versions.create(PATIENT, ofAdolescents, guardian, byThePatient(DURING));
    var seen =
        versions.create(PATIENT, SampleFhirConsents.written(CARE), guardian, byThePatient(DURING));
    var updated =
        versions.update(
            PATIENT, seen.id(), seen.etag(), ofAdolescents, guardian, byThePatient(DURING));

    assertThat(created.number()).isEqualTo(1);
    assertThat(updated.id()).isEqualTo(seen.id());
    assertThat(updated.number()).isEqualTo(2);
    assertThat(updated.consent().provision()).isEqualTo(created.consent().provision());
    assertThat(versions.histories(PATIENT, guardian))
        .extracting(ConsentHistory::id)
        .containsExactly(seen.id());
  }

  private static ConsentSearch search(String status) {
    return ConsentSearch.of(Map.of("patient", List.of(PATIENT.value()), "status", List.of(status)));
  }

  @Test
  void whoActsForThePatientChangesNoConsentThatDenies() throws JsonProcessingException {
    appointTheGuardian();
    var created = create(NARROWER);

    for (var asked : List.of(SampleFhirConsents.written(CARE), inactive(NARROWER))) {
      assertThatThrownBy(() ->
              versions.update(
                  PATIENT, created.id(), created.etag(), asked, guardian, byThePatient(DURING)))
          .isInstanceOfSatisfying(
              Refusal.class, no -> assertThat(no.code()).isEqualTo("proxy-denial"));
    }
    assertThat(recorded()).containsExactly("ProxyAppointed", "ConsentGranted");
  }

  @Test
  void ofManyUpdatesAtOnceOneHappens() throws InterruptedException, ExecutionException {
    var created = create(CARE);
    var asked = SampleFhirConsents.written(NARROWER);
    Callable<Boolean> updating =
        () -> {
          try {
            update(created.id(), created.etag(), asked);
            return true;
          } catch (ChangedMeanwhile _) {
            return false;
          }
        };

    var happened = new ArrayList<Boolean>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var each : threads.invokeAll(List.of(updating, updating, updating, updating))) {
        happened.add(each.get());
      }
    }

    assertThat(happened).containsOnlyOnce(true);
    assertThat(recorded()).containsExactly("ConsentGranted", "ConsentWithdrawn", "ConsentGranted");
  }

  @Test
  void whatCannotBeHonouredRecordsNothing() throws JsonProcessingException {
    var labelled =
        FhirJson.consent(
            SampleFhirConsents.with(
                SampleFhirConsents.json(CARE), "/provision/securityLabel", "[{\"code\":\"R\"}]"));

    assertThatThrownBy(() -> versions.create(PATIENT, labelled, null, byThePatient(DURING)))
        .isInstanceOf(NotHonoured.class);
    assertThatThrownBy(() -> versions.create(PATIENT, inactive(CARE), null, byThePatient(DURING)))
        .isInstanceOf(NotHonoured.class);
    assertThat(recorded()).isEmpty();
  }

  @Test
  void searchesFindWhatIsOfThePatientAndNothingElse() throws JsonProcessingException {
    var created = create(CARE);
    create(NARROWER);
    update(created.id(), created.etag(), inactive(CARE));

    assertThat(search("inactive").in(versions.histories(PATIENT, null)).page())
        .extracting(ConsentHistory.Version::id)
        .containsExactly(created.id());
    assertThat(versions.histories(new Pseudonym("ANOTHER"), null)).isEmpty();
    assertThatThrownBy(() -> versions.patientOf(new ConsentId("unheard-of")))
        .isInstanceOfSatisfying(
            Refusal.class, no -> assertThat(no.code()).isEqualTo("consent-unknown"));
  }

  @Test
  void aWithdrawalFromUseIsOneAppendAndShowsInTheVersions() {
    var created = create(NARROWER);

    SampleConsents.withdrawFromUse(commands, DURING);

    assertThat(recorded()).containsExactly("ConsentGranted", "ConsentGranted", "ConsentWithdrawn");
    assertThat(versions.history(PATIENT, created.id(), null).current().isActive()).isFalse();
    assertThat(consents.of(PATIENT))
        .filteredOn(consent -> consent.withdrawnAt() == null)
        .singleElement()
        .satisfies(
            kept -> assertThat(kept.provision().dataClasses()).containsExactly(DataClass.HTT));
    assertThat(SampleConsents.withdrawFromUse(commands, DURING)).isEmpty();
  }

  @Test
  void whatIsGrantedMeanwhileIsWithdrawnOrStandsAfterTheWithdrawal() throws InterruptedException {
    create(CARE);
    Callable<Object> granting = () -> create(CARE);
    Callable<Object> withdrawing = () -> SampleConsents.withdrawFromUse(commands, DURING);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(threads.invokeAll(List.of(granting, granting, withdrawing, granting, granting)))
          .allMatch(each -> each.state() == Future.State.SUCCESS);
    }

    var events = recorded();
    var after = events.subList(events.lastIndexOf("ConsentWithdrawn") + 1, events.size());
    assertThat(events).filteredOn("ConsentGranted"::equals).hasSize(5);
    assertThat(consents.of(PATIENT))
        .filteredOn(consent -> consent.withdrawnAt() == null)
        .hasSameSizeAs(after);
  }
}
