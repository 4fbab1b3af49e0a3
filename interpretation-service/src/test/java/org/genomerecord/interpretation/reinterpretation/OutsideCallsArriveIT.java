package org.genomerecord.interpretation.reinterpretation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.genomerecord.interpretation.callset.SyntheticCallSet;
import org.genomerecord.interpretation.interpret.Certainty;
import org.genomerecord.interpretation.interpret.Finding;
import org.genomerecord.interpretation.interpret.Interpreter;
import org.genomerecord.interpretation.issuance.AcceptedCallSet;
import org.genomerecord.interpretation.issuance.AcceptedFiles;
import org.genomerecord.interpretation.issuance.ChangedFiles.Corrected;
import org.genomerecord.interpretation.issuance.SealedFindings;
import org.genomerecord.interpretation.issuance.SettleInterpretationHandler;
import org.genomerecord.record.event.AccessionEvent.CallSetAccepted;
import org.genomerecord.record.event.AccessionEvent.FileAccepted;
import org.genomerecord.record.event.AccessionEvent.OutsideCallsAccepted;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.CallSetId;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.InterpretationEvent;
import org.genomerecord.record.event.InterpretationEvent.InterpretationAmended;
import org.genomerecord.record.event.InterpretationEvent.InterpretationIssued;
import org.genomerecord.record.event.InterpretationEvent.Reason;
import org.genomerecord.record.event.InterpretationId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.VaultFile;
import org.genomerecord.record.permit.Decision;
import org.genomerecord.record.permit.DecisionRequest;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.seal.SubjectKey;
import org.genomerecord.record.seal.Vault;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.Commands;
import org.genomerecord.record.sourcing.EventJson;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.store.Append;
import org.genomerecord.record.store.AppendSequencer;
import org.genomerecord.record.store.PostgresEventStorageEngine;
import org.genomerecord.record.store.TestLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On a real log, a real database and a real vault: a patient whose call set was interpreted.
class OutsideCallsArriveIT {
  private static final EventTypes<InterpretationEvent> TYPES =
      EventTypes.of(InterpretationEvent.class);
  private static final Pseudonym PATIENT = new Pseudonym("PATIENT");
  private static final SubjectKey KEY = SubjectKey.generate(PATIENT, 1);
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Attribution SELF =
      new Attribution(
          new Actor("interpretation-service", "service", null), "TREAT", NOON, "r", null, null);

  @TempDir Path folder;
  private final TestLog log = TestLog.create();
  private final AppendSequencer sequencer = log.sequencer();
  private final AcceptedFiles files = new AcceptedFiles(log.pool());
  private final List<DecisionRequest> asked = new ArrayList<>();
  private final Commands commands =
      Commands.on(
          new PostgresEventStorageEngine(sequencer, log.reader()),
          SettleInterpretationHandler::register);
  private boolean permitted = true;
  private SubjectKey key = KEY;
  private Interpreter active = SyntheticCallSet.INTERPRETER;
  private boolean isKept = true;

  @BeforeEach
  void aCallSetWasInterpreted() throws IOException {
    ServiceTables.make(log);
    var callSet = callSet(kept("chr10\t94781859\trs4244285\tG\tA\t.\tPASS\t.\tGT\t0/1"));
    accepted(callSet, "call-set");
    issued(callSet);
  }

  @AfterEach
  void close() {
    commands.close();
    log.close();
  }

  private Vault vault() {
    return new Vault(folder);
  }

  private static CallSetAccepted callSet(VaultFile file) {
    return AcceptedCallSet.of(PATIENT, KEY, file);
  }

  private VaultFile kept(String line) {
    return AcceptedCallSet.kept(vault(), KEY, line);
  }

  private void accepted(FileAccepted file, String kind) {
    Awaiting.result(
        log.pool()
            .preparedQuery("INSERT INTO call_set VALUES ($1, $2, $3, $4)")
            .execute(
                Tuple.of(file.callSet().value(), PATIENT.value(), EventJson.write(file), kind)));
  }

  private void outside(String id, Instant at, String gene, String diplotype) {
    var json =
        "{\"calls\":[{\"gene\":\"%s\",\"diplotype\":\"%s\",\"phenotype\":\"\",\"copyNumber\":\"2\"}]}"
            .formatted(gene, diplotype);
    accepted(
        new OutsideCallsAccepted(
            new AccessionId("a-" + id),
            "south-lab",
            PATIENT,
            new CallSetId(id),
            "text/tab-separated-values",
            1,
            List.of(),
            new VaultFile("0".repeat(64), 1, 1, "a-" + id),
            KEY.seal(
                new UUID(0, 2),
                EventTypes.schemaOf(OutsideCallsAccepted.class),
                json.getBytes(UTF_8)),
            at,
            null),
        "outside-calls");
  }

  private void issued(CallSetAccepted callSet) throws IOException {
    var event = UUID.randomUUID();
    var before =
        SyntheticCallSet.INTERPRETER.interpret(
            SyntheticCallSet.calls(vault().open(KEY, callSet.file())), Set.of("pharmacogenomic"));
    sequencer
        .append(
            Append.fact(
                new InterpretationIssued(
                    new InterpretationId("first"),
                    callSet.callSet(),
                    callSet.accession(),
                    PATIENT,
                    SyntheticCallSet.RELEASE.name(),
                    List.of(DataClass.PHARMACOGENOMIC),
                    new DecisionId("decision-1"),
                    SealedFindings.seal(event, before, KEY),
                    NOON),
                SELF,
                List.of("call-set:" + callSet.callSet(), "patient:" + PATIENT)))
        .join();
  }

  private LookingAtChangedFiles looking() {
    return new LookingAtChangedFiles(
        this::decide,
        files,
        log.reader(),
        log.pool(),
        vault(),
        commands,
        () -> active,
        release ->
            release.equals(SyntheticCallSet.RELEASE.name()) && isKept
                ? Optional.of(SyntheticCallSet.INTERPRETER)
                : Optional.empty());
  }

  private Decision decide(DecisionRequest request) {
    asked.add(request);
    var id = new DecisionId("decision-" + asked.size());
    return permitted
        ? new Decision.Permit(id, 1, PATIENT, List.of(DataClass.PHARMACOGENOMIC), List.of(), key)
        : new Decision.Denial(id, "not-covered", PATIENT);
  }

  private List<InterpretationAmended> amendments() {
    return log.events().stream()
        .map(stored ->
            TYPES.read(
                stored.envelope().type(), stored.envelope().version(), stored.envelope().payload()))
        .filter(InterpretationAmended.class::isInstance)
        .map(InterpretationAmended.class::cast)
        .toList();
  }

  private static Finding finding(InterpretationAmended amended, String gene) {
    return SealedFindings.openAmended(amended.sealed(), KEY).findings().stream()
        .filter(found -> found.gene().equals(gene))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatIsInForceIsAmendedOnceUnderAPermitOfItsOwnWithTheNewestCallOfEachGene() {
    outside("older", NOON.plusSeconds(1), "CYP2D6", "*1/*1");
    outside("newer", NOON.plusSeconds(2), "CYP2D6", "*4/*4");
    outside("other", NOON.minusSeconds(1), "HLA-B", "*57:01/*15:02");

    looking().lookAgain(PATIENT, Reason.OUTSIDE_CALLS, SELF);
    looking().lookAgain(PATIENT, Reason.OUTSIDE_CALLS, SELF);

    assertThat(amendments())
        .singleElement()
        .satisfies(amended -> {
          assertThat(amended.reason()).isEqualTo(Reason.OUTSIDE_CALLS);
          assertThat(amended.amends().value()).isEqualTo("first");
          assertThat(amended.knowledge()).isEqualTo(SyntheticCallSet.RELEASE.name());
          assertThat(finding(amended, "CYP2D6").diplotypes().getFirst().label()).isEqualTo("*4/*4");
          assertThat(finding(amended, "CYP2D6").certainty()).isEqualTo(Certainty.REPORTED);
          assertThat(finding(amended, "HLA-B").diplotypes()).isNotEmpty();
          assertThat(finding(amended, "CYP2C19").certainty()).isNotEqualTo(Certainty.REPORTED);
        });
    assertThat(asked)
        .allSatisfy(request -> {
          assertThat(request.action()).isEqualTo("re-analyse");
          assertThat(request.resource()).isEqualTo("call-set/call-set-1");
        });
  }

  @Test
  void withoutCallsThatWereWithdrawnItSaysWhatTheOthersSayAsTheSameUse() {
    outside("right", NOON.plusSeconds(1), "CYP2D6", "*1/*1");
    outside("wrong", NOON.plusSeconds(2), "CYP2D6", "*4/*4");
    looking().lookAgain(PATIENT, Reason.OUTSIDE_CALLS, SELF);
    asked.clear();
    log.rows("UPDATE call_set SET withdrawn = true WHERE call_set = 'wrong'");

    looking().lookAgain(PATIENT, Reason.RESULT_WITHDRAWN, SELF);
    looking().lookAgain(PATIENT, Reason.RESULT_WITHDRAWN, SELF);
    log.rows("UPDATE call_set SET withdrawn = true WHERE call_set = 'right'");
    looking().lookAgain(PATIENT, Reason.RESULT_WITHDRAWN, SELF);

    assertThat(amendments())
        .extracting(amended ->
            SealedFindings.openAmended(amended.sealed(), KEY).findings().stream()
                .filter(found -> found.gene().equals("CYP2D6"))
                .map(found -> found.diplotypes().getFirst().label())
                .toList())
        .containsExactly(List.of("*4/*4"), List.of("*1/*1"), List.of());
    assertThat(amendments().getLast().reason()).isEqualTo(Reason.RESULT_WITHDRAWN);
    assertThat(asked).extracting(DecisionRequest::action).containsOnly("use");
  }

  @Test
  void aCorrectionOfTheCallSetAmendsWhatIsInForceOnceAndAsTheSameUse() {
    var correction = callSet(kept("chr10\t94781859\trs4244285\tG\tA\t.\tPASS\t.\tGT\t1/1"));

    assertThat(looking().correct(correction, List.of(), SELF)).isEqualTo(Corrected.LOOKED_AT);
    assertThat(looking().correct(correction, List.of(), SELF)).isEqualTo(Corrected.LOOKED_AT);

    assertThat(amendments())
        .singleElement()
        .satisfies(amended -> {
          assertThat(amended.reason()).isEqualTo(Reason.RESULT_CORRECTED);
          assertThat(finding(amended, "CYP2C19").diplotypes().getFirst().label())
              .isEqualTo("*2/*2");
        });
    assertThat(asked).extracting(DecisionRequest::action).containsOnly("use");
  }

  @Test
  void aCorrectionIsLookedAtWithTheKnowledgeOfTheReportThatItCorrects() {
    active = SyntheticReleases.numbered(1);

    looking().correct(corrected(), List.of(), SELF);

    assertThat(amendments())
        .singleElement()
        .satisfies(amended -> {
          assertThat(amended.knowledge()).isEqualTo(SyntheticCallSet.RELEASE.name());
          assertThat(amended.reason()).isEqualTo(Reason.RESULT_CORRECTED);
        });
    assertThat(asked).extracting(DecisionRequest::action).containsOnly("use");
  }

  @Test
  void withoutThatKnowledgeItIsAnotherAnalysisAndStillACorrection() {
    active = SyntheticReleases.numbered(1);
    isKept = false;

    looking().correct(corrected(), List.of(), SELF);

    assertThat(amendments())
        .singleElement()
        .satisfies(amended -> {
          assertThat(amended.knowledge()).isEqualTo(active.release());
          assertThat(amended.reason()).isEqualTo(Reason.RESULT_CORRECTED);
        });
    assertThat(asked).extracting(DecisionRequest::action).containsOnly("re-analyse");
  }

  @Test
  void aCorrectionThatIsDeniedIsAskedForAgainForItsOwnReason() {
    var work = new Work(log.pool());
    var claim = UUID.randomUUID();
    permitted = false;
    looking().correct(corrected(), List.of(), SELF);
    log.rows("UPDATE reinterpretation SET outcome = NULL"); // as when consents change
    work.enlist("another-release", 10);

    assertThat(work.claim("another-release", 1, claim, Duration.ofMinutes(1)))
        .singleElement()
        .satisfies(item -> assertThat(item.reason()).isEqualTo(Reason.RESULT_CORRECTED));
    work.settle(
        "another-release", claim, List.of(new Work.Settled("first", Outcome.UNCHANGED, null)));
    assertThat(work.claim("another-release", 1, claim, Duration.ofMinutes(1)))
        .singleElement() // now for the release
        .satisfies(item -> assertThat(item.reason()).isNull());
  }

  @Test
  void whatDoesNotOpenIsNotTakenForLookedAt() {
    key = SubjectKey.generate(PATIENT, 1);
    var line = "chr10\t94781859\trs4244285\tG\tA\t.\tPASS\t.\tGT\t1/1";
    var correction = AcceptedCallSet.of(PATIENT, key, AcceptedCallSet.kept(vault(), key, line));

    assertThatThrownBy(() -> looking().correct(correction, List.of(), SELF))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the findings in force do not open");
    log.rows("DELETE FROM call_set");
    accepted(correction, "call-set");
    assertThatThrownBy(() -> looking().lookAgain(PATIENT, Reason.OUTSIDE_CALLS, SELF))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the findings in force do not open");
    assertThat(amendments()).isEmpty();

    key = KEY; // of a decision of its own
    assertThat(looking().correct(corrected(), List.of(), SELF)).isEqualTo(Corrected.LOOKED_AT);
    assertThat(amendments()).hasSize(1);
  }

  private CallSetAccepted corrected() {
    return callSet(kept("chr10\t94781859\trs4244285\tG\tA\t.\tPASS\t.\tGT\t1/1"));
  }

  @Test
  void aCorrectionThatCannotBeReadIsToldAndSoIsThatNothingIsInForce() {
    var lost = callSet(new VaultFile("0".repeat(64), 1, 1, "call-set"));

    assertThat(looking().correct(lost, List.of(), SELF)).isEqualTo(Corrected.NOT_INTERPRETED);
    assertThat(looking().correct(lost.as(new CallSetId("call-set-2")), List.of(), SELF))
        .isEqualTo(Corrected.NOTHING_IN_FORCE);
    assertThat(amendments()).isEmpty();
  }

  @Test
  void whatIsDeniedIsNotOpenedAndAskedForAgainWhenConsentsChange() {
    outside("newer", NOON.plusSeconds(2), "CYP2D6", "*4/*4");
    permitted = false;

    looking().lookAgain(PATIENT, Reason.OUTSIDE_CALLS, SELF);

    assertThat(amendments()).isEmpty();
    assertThat(log.rows("SELECT interpretation, outcome FROM reinterpretation"))
        .singleElement()
        .satisfies(row -> {
          assertThat(row.getString("interpretation")).isEqualTo("first");
          assertThat(row.getString("outcome")).isEqualTo("denied");
        });
  }

  @Test
  void aLookThatWasUnderWayMeanwhileSettlesNothing() {
    var work = new Work(log.pool());
    var release = SyntheticCallSet.RELEASE.name();
    log.rows(
        "INSERT INTO reinterpretation (release, interpretation, call_set, patient) VALUES ('"
            + release
            + "', 'first', 'call-set-1', 'PATIENT')");
    var claim = UUID.randomUUID();
    assertThat(work.claim(release, 1, claim, Duration.ofMinutes(1))).hasSize(1);
    outside("newer", NOON.plusSeconds(2), "CYP2D6", "*4/*4");

    looking().lookAgain(PATIENT, Reason.OUTSIDE_CALLS, SELF);
    work.settle(release, claim, List.of(new Work.Settled("first", Outcome.UNCHANGED, null)));

    assertThat(log.rows("SELECT outcome FROM reinterpretation WHERE outcome IS NOT NULL"))
        .isEmpty();
    assertThat(work.claim(release, 1, claim, Duration.ofMinutes(1)))
        .singleElement()
        .satisfies(item -> assertThat(item.outside()).hasSize(1));
  }
}
