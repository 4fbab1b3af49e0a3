package org.genomerecord.interpretation.reinterpretation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.genomerecord.interpretation.callset.SyntheticCallSet;
import org.genomerecord.interpretation.interpret.Interpreter;
import org.genomerecord.interpretation.issuance.AcceptedCallSet;
import org.genomerecord.interpretation.issuance.SealedFindings;
import org.genomerecord.record.event.AccessionEvent.CallSetAccepted;
import org.genomerecord.record.event.CallSetId;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.InterpretationEvent.Difference;
import org.genomerecord.record.event.InterpretationEvent.Reason;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.permit.Decision;
import org.genomerecord.record.permit.DecisionRequest;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.seal.SubjectKey;
import org.genomerecord.record.seal.Vault;
import org.genomerecord.record.sourcing.EventJson;
import org.genomerecord.record.store.TestLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On a real database and a real vault. In the newer release *17 of CYP2C19 has no function: that
/// is not so, and makes a difference to those who carry it.
class InterpretingAgainIT {
  private static final Interpreter NEWER = SyntheticReleases.numbered(1);
  private static final String NORMAL = "chr10\t94761900\t.\tC\tT\t.\tPASS\t.\tGT\t0/0";
  private static final String CARRIES_17 = "chr10\t94761900\t.\tC\tT\t.\tPASS\t.\tGT\t0/1";

  @TempDir Path folder;
  private final TestLog log = TestLog.create();
  private final Work work = new Work(log.pool());
  private final Map<String, SubjectKey> keys = new TreeMap<>();
  private final Map<String, String> denied = new TreeMap<>();
  private final List<DecisionRequest> asked = new ArrayList<>();

  @BeforeEach
  void migrate() throws IOException {
    ServiceTables.make(log);
  }

  @AfterEach
  void close() {
    log.close();
  }

  private Vault vault() {
    return new Vault(folder);
  }

  private Reinterpretation reinterpretation(
      Function<List<DecisionRequest>, List<Decision>> permits, int pageItems) {
    return new Reinterpretation(
        permits,
        _ -> Optional.empty(),
        log.pool(),
        vault(),
        new Reinterpretation.Bounds(pageItems, 2, Duration.ofMinutes(1)),
        _ -> {});
  }

  private synchronized List<Decision> decide(List<DecisionRequest> requests) {
    asked.addAll(requests);
    return requests.stream()
        .<Decision>map(request -> {
          var patient = String.valueOf(request.patient());
          var id = new DecisionId("decision-" + UUID.randomUUID());
          var reason = denied.get(patient);
          return reason == null
              ? new Decision.Permit(
                  id,
                  1,
                  new Pseudonym(patient),
                  List.of(DataClass.PHARMACOGENOMIC),
                  List.of(),
                  Objects.requireNonNull(keys.get(patient)))
              : new Decision.Denial(id, reason, new Pseudonym(patient));
        })
        .toList();
  }

  private void lookAtAll() {
    work.enlist(NEWER.release(), 2);
    reinterpretation(this::decide, 2).lookAtAll(NEWER, () -> false);
  }

  private void issued(String patient, String dataLine) {
    issued(patient, dataLine, true);
  }

  private void issued(String patient, String dataLine, boolean fileIsKnown) {
    var pseudonym = new Pseudonym(patient);
    var key = SubjectKey.generate(pseudonym, 1);
    keys.put(patient, key);
    var event = UUID.randomUUID();
    var before =
        SyntheticCallSet.INTERPRETER.interpret(
            SyntheticCallSet.calls(SyntheticCallSet.vcf(dataLine)), Set.of("pharmacogenomic"));
    var sealed = SealedFindings.seal(event, before, key);
    Awaiting.result(
        log.pool()
            .preparedQuery(
                "INSERT INTO report (id, call_set, interpretation, accession, patient, knowledge,"
                    + " issued_at, event, generation, ciphertext)"
                    + " VALUES ($1, $2, $1, $2, $3, $4, now(), $5, $6, $7)")
            .execute(
                Tuple.tuple(
                    List.of(
                        "interpretation-" + patient,
                        "call-set-" + patient,
                        patient,
                        SyntheticCallSet.RELEASE.name(),
                        event,
                        sealed.generation(),
                        sealed.ciphertext()))));
    if (fileIsKnown) {
      Awaiting.result(
          log.pool()
              .preparedQuery("INSERT INTO call_set VALUES ($1, $2, $3)")
              .execute(
                  Tuple.of(
                      "call-set-" + patient,
                      patient,
                      EventJson.write(accepted(pseudonym, key, dataLine)))));
    }
  }

  private CallSetAccepted accepted(Pseudonym patient, SubjectKey key, String dataLine) {
    return AcceptedCallSet.of(patient, key, AcceptedCallSet.kept(vault(), key, dataLine))
        .as(new CallSetId("call-set-" + patient));
  }

  private Map<String, String> outcomes() {
    var outcomes = new TreeMap<String, String>();
    log.rows("SELECT patient, coalesce(outcome, 'waiting') AS outcome FROM reinterpretation")
        .forEach(row -> outcomes.put(row.getString("patient"), row.getString("outcome")));
    return outcomes;
  }

  @Test
  void onlyWhoCarriesTheChangedAlleleIsAmendedAndToldApartByWhatDiffers() {
    issued("CARRIER", CARRIES_17);
    issued("NORMAL", NORMAL);

    lookAtAll();

    assertThat(outcomes())
        .containsOnly(Map.entry("CARRIER", "amended"), Map.entry("NORMAL", "unchanged"));
    var amendment = work.unrecorded(10).getFirst().amendment();
    assertThat(amendment.knowledge()).isEqualTo(NEWER.release());
    assertThat(amendment.amends().value()).isEqualTo("interpretation-CARRIER");
    assertThat(amendment.differences()).contains(Difference.PHENOTYPE, Difference.RECOMMENDATION);
    var now =
        SealedFindings.openAmended(amendment.sealed(), Objects.requireNonNull(keys.get("CARRIER")));
    assertThat(now.findings())
        .anySatisfy(finding -> {
          assertThat(finding.gene()).isEqualTo("CYP2C19");
          assertThat(finding.diplotypes())
              .anySatisfy(
                  pair -> assertThat(pair.phenotype()).isEqualTo("Intermediate Metabolizer"));
        });
    assertThat(asked)
        .allSatisfy(request -> {
          assertThat(request.action()).isEqualTo("re-analyse");
          assertThat(request.purposeOfUse()).isEqualTo("TREAT");
          assertThat(request.subjectToken()).isNull();
        });
  }

  @Test
  void eachIsLookedAtOnceHoweverManyLook() {
    var patients = IntStream.range(0, 12).mapToObj(i -> "PATIENT" + i).toList();
    patients.forEach(patient -> issued(patient, NORMAL));
    work.enlist(NEWER.release(), 5);

    CompletableFuture.allOf(
            IntStream.range(0, 3)
                .mapToObj(_ ->
                    CompletableFuture.runAsync(
                        () -> reinterpretation(this::decide, 2).lookAtAll(NEWER, () -> false)))
                .toArray(CompletableFuture<?>[]::new))
        .join();
    lookAtAll();

    assertThat(outcomes())
        .hasSize(12)
        .allSatisfy((_, outcome) -> assertThat(outcome).isEqualTo("unchanged"));
    assertThat(asked.stream().map(DecisionRequest::patient))
        .containsExactlyInAnyOrderElementsOf(patients);
  }

  @Test
  void whatIsDeniedIsSkippedAndAskedAgainOnceConsentsChange() {
    issued("DENIER", CARRIES_17);
    issued("GONE", CARRIES_17);
    denied.put("DENIER", "not-covered");
    denied.put("GONE", "erased");

    lookAtAll();
    assertThat(outcomes()).containsOnly(Map.entry("DENIER", "denied"), Map.entry("GONE", "erased"));

    denied.clear();
    lookAtAll();
    assertThat(outcomes().get("DENIER")).isEqualTo("denied");

    log.rows(
        "UPDATE reinterpretation SET outcome = NULL, claim = NULL, claimed_until = NULL"
            + " WHERE patient = 'DENIER'");
    lookAtAll();
    assertThat(outcomes().get("DENIER")).isEqualTo("amended");
    assertThat(outcomes().get("GONE")).isEqualTo("erased");
  }

  @Test
  void withoutADecisionNothingIsDoneAndNothingIsLost() {
    issued("CARRIER", CARRIES_17);
    work.enlist(NEWER.release(), 2);
    var away =
        reinterpretation(
            _ -> {
              throw new Refusal(Category.UNAVAILABLE, "no-decision", "away");
            },
            2);

    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> away.lookAtAll(NEWER, () -> false)).isInstanceOf(Refusal.class);
    }
    assertThat(outcomes()).containsOnly(Map.entry("CARRIER", "waiting"));

    lookAtAll();
    assertThat(outcomes()).containsOnly(Map.entry("CARRIER", "amended"));
  }

  @Test
  void whoseClaimIsOverSettlesNothing() {
    issued("CARRIER", CARRIES_17);
    work.enlist(NEWER.release(), 2);
    var killed = UUID.randomUUID();
    assertThat(work.claim(NEWER.release(), 2, killed, Duration.ofMinutes(1))).hasSize(1);
    assertThat(work.claim(NEWER.release(), 2, UUID.randomUUID(), Duration.ofMinutes(1))).isEmpty();
    log.rows("UPDATE reinterpretation SET claimed_until = now() - interval '1 second'");
    var second = UUID.randomUUID();
    assertThat(work.claim(NEWER.release(), 2, second, Duration.ofMinutes(1))).hasSize(1);

    work.settle(
        NEWER.release(),
        killed,
        List.of(new Work.Settled("interpretation-CARRIER", Outcome.UNCHANGED, null)));
    assertThat(outcomes()).containsOnly(Map.entry("CARRIER", "waiting"));

    work.settle(
        NEWER.release(),
        second,
        List.of(new Work.Settled("interpretation-CARRIER", Outcome.UNCHANGED, null)));
    assertThat(outcomes()).containsOnly(Map.entry("CARRIER", "unchanged"));
  }

  @Test
  void aFileThatIsNotKnownIsToldApartAfterSomeTries() {
    issued("LOST", NORMAL, false);

    lookAtAll();
    assertThat(outcomes()).containsOnly(Map.entry("LOST", "waiting"));
    log.rows("UPDATE reinterpretation SET claimed_until = now() - interval '1 second'");
    lookAtAll();

    assertThat(outcomes()).containsOnly(Map.entry("LOST", "call-set-unknown"));
    assertThat(asked).isEmpty();
  }

  @Test
  void theNextReleaseBeginsAnewAndForgetsWhatWasDone() {
    issued("NORMAL", NORMAL);
    lookAtAll();

    work.enlist(SyntheticCallSet.RELEASE.name(), 2);

    assertThat(outcomes()).isEmpty();
  }

  /// A look that was denied for a reason of its own is asked for again for that reason, under
  /// whatever release is active by then.
  @Test
  void aPostponedReasonOutlivesAReleaseThatIsActivatedMeanwhile() {
    issued("CARRIER", CARRIES_17);
    work.enlist(NEWER.release(), 2); // for the release alone
    work.denied(
        SyntheticCallSet.RELEASE.name(),
        "interpretation-CARRIER",
        "call-set-CARRIER",
        "CARRIER",
        Reason.RESULT_CORRECTED); // while the release of before was the active one

    work.enlist(NEWER.release(), 2);
    var claim = UUID.randomUUID();
    assertThat(work.claim(NEWER.release(), 2, claim, Duration.ofMinutes(1)))
        .singleElement()
        .satisfies(item -> assertThat(item.reason()).isEqualTo(Reason.RESULT_CORRECTED));

    work.settle(
        NEWER.release(),
        claim,
        List.of(new Work.Settled("interpretation-CARRIER", Outcome.FAILED, null)));
    work.enlist("third", 2);
    assertThat(work.claim("third", 2, claim, Duration.ofMinutes(1)))
        .singleElement()
        .satisfies(item -> assertThat(item.reason()).isEqualTo(Reason.RESULT_CORRECTED));
    assertThat(outcomes()).hasSize(1);
  }
}
