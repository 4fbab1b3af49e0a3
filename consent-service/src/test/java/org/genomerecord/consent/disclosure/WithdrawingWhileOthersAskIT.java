package org.genomerecord.consent.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.consent.provision.SampleConsents.CARE;
import static org.genomerecord.consent.provision.SampleConsents.CONSENT;
import static org.genomerecord.consent.provision.SampleConsents.DURING;
import static org.genomerecord.consent.provision.SampleConsents.PATIENT;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.genomerecord.consent.provision.ConsentHandler;
import org.genomerecord.consent.provision.SampleConsents;
import org.genomerecord.record.event.ConsentEvent.ConsentWithdrawn;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.DisclosureEvent.DisclosurePermitted;
import org.genomerecord.record.event.DisclosureEvent.DisclosureRefused;
import org.genomerecord.record.sourcing.Commands;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.store.Append;
import org.genomerecord.record.store.AppendSequencer;
import org.genomerecord.record.store.Envelope;
import org.genomerecord.record.store.PostgresEventStorageEngine;
import org.genomerecord.record.store.StoredEvent;
import org.genomerecord.record.store.TestLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// On the real store. A withdrawal and a decision cannot cross.
class WithdrawingWhileOthersAskIT {
  private static final int ASKING = 64;

  private final TestLog log = TestLog.create();
  private final AppendSequencer sequencer = log.sequencer();
  private final Commands commands =
      Commands.on(
          new PostgresEventStorageEngine(sequencer, log.reader()), ConsentHandler::register);
  private final Decisions decisions = new Decisions(sequencer, log.reader(), 10);

  @BeforeEach
  void aPatientWhoPermits() {
    var enrolled = Envelope.of(SampleConsents.enrolled(), SampleConsents.byThePatient(DURING));
    TestLog.answer(sequencer.append(new Append(List.of(enrolled), List.of(), -1)));
    commands.send(SampleConsents.grant(CONSENT, CARE, DURING));
  }

  @AfterEach
  void stop() {
    commands.close();
    log.close();
  }

  private Decided ask(int number) {
    var request = SampleRequests.reading();
    return decisions
        .decide(
            List.of(
                new DecideDisclosure(
                    PATIENT,
                    new DecisionId("decision-" + number),
                    request,
                    SampleConsents.attribution(
                        request.actor(), request.purposeOfUse(), request.at()))))
        .getFirst();
  }

  private List<StoredEvent> recorded(Class<?> type) {
    var name = EventTypes.nameOf(type).name();
    return log.events().stream().filter(event -> event.envelope().type().equals(name)).toList();
  }

  @Test
  void aDecisionMadeAfterTheAnswerToTheWithdrawalIsARefusal() {
    assertThat(ask(1).outcome()).isInstanceOf(DisclosurePermitted.class);

    commands.send(SampleConsents.withdraw(CONSENT, DURING));

    assertThat(ask(2).outcome())
        .isInstanceOfSatisfying(
            DisclosureRefused.class,
            refused -> assertThat(refused.reason()).isEqualTo("consent-withdrawn"));
  }

  @RepeatedTest(5)
  void noPermitStandsAfterTheWithdrawalInTheLog() throws Exception {
    var asked = new CountDownLatch(ASKING / 4);
    var decided = new ArrayList<Future<Long>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int number = 0; number < ASKING; number++) {
        int decision = number;
        Callable<Long> asking =
            () -> {
              Decided first;
              try {
                first = ask(decision);
              } finally {
                asked.countDown();
              }
              // Some ask again, so that requests are under way before, at and after the withdrawal.
              return decision % 2 == 0 ? first.position() : ask(decision + ASKING).position();
            };
        decided.add(threads.submit(asking));
      }
      asked.await();
      commands.send(SampleConsents.withdraw(CONSENT, DURING));
    }

    var withdrawal = recorded(ConsentWithdrawn.class);
    var permits = recorded(DisclosurePermitted.class);
    var refusals = recorded(DisclosureRefused.class);
    assertThat(withdrawal).hasSize(1);
    assertThat(permits).isNotEmpty();
    assertThat(permits)
        .allSatisfy(
            permit -> assertThat(permit.position()).isLessThan(withdrawal.getFirst().position()));
    assertThat(refusals)
        .allSatisfy(refusal ->
            assertThat(refusal.position()).isGreaterThan(withdrawal.getFirst().position()));
    assertThat(permits.size() + refusals.size()).isEqualTo(ASKING + ASKING / 2);
    assertThat(log.events()).extracting(StoredEvent::position).containsAll(answers(decided));
  }

  private static List<Long> answers(List<Future<Long>> decided)
      throws ExecutionException, InterruptedException {
    var answers = new ArrayList<Long>();
    for (var answer : decided) {
      answers.add(answer.get());
    }
    return answers;
  }
}
