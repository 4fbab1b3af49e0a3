package org.genomerecord.consent.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import org.genomerecord.consent.key.SubjectKeys;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.Commands;
import org.genomerecord.record.store.TestLog;

/// The steps of an erasure, for tests of what happens beside it.
public final class ErasureSteps {
  private final TestLog log;
  private final Erasures erasures;
  private final SubjectKeys keys;

  public ErasureSteps(TestLog log, Commands commands, SubjectKeys keys) {
    this.log = log;
    this.keys = keys;
    this.erasures = new Erasures(log.pool(), commands, log.reader(), keys, Duration.ZERO, "P35D");
  }

  private static Attribution now() {
    return new Attribution(
        new Actor("account", "patient", null), null, Caller.now(), "r", null, null);
  }

  /// @return the generations that the certificate names
  public List<Integer> complete(Pseudonym patient) {
    erasures.request(patient, null, now());
    assertThat(erasures.of(patient)).isInstanceOf(PatientErasure.Erased.class);
    return ((PatientErasure.Erased) erasures.of(patient)).certificate().keyGenerations();
  }

  /// Up to the beginning, and cut short there.
  public void begin(Pseudonym patient) {
    Awaiting.result(
        log.pool()
            .preparedQuery(
                "INSERT INTO erasure (patient, due_at, correlation) VALUES ($1, now(), 'r')")
            .execute(Tuple.of(patient.value())));
    var asked = now();
    erasures.send(new RequestErasure(patient, null, asked.at(), asked));
    erasures.send(new BeginErasure(patient, keys.generations(patient), now()));
  }

  /// What was cut short.
  public void goOn() {
    erasures.finishDue(Caller.now().plusSeconds(1));
  }
}
