package org.genomerecord.consent.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.genomerecord.record.edge.FreshAsOf;
import org.genomerecord.record.event.AuditFilter;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.relay.Inbox;
import org.genomerecord.record.relay.ParkedEvent;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.Commands;
import org.genomerecord.record.store.LogReader;
import org.jspecify.annotations.Nullable;

/// Records that somebody looks at the audit trail, before anything of it is shown. Blocks.
@ApplicationScoped
class Looks {
  private final Commands commands;
  private final Inbox inbox;
  private final LogReader log;
  private final long freshnessTimeoutMillis;

  Looks(
      Commands commands,
      Inbox inbox,
      LogReader log,
      @ConfigProperty(name = "genome.freshness-timeout-millis", defaultValue = "10000")
          long freshnessTimeoutMillis) {
    this.commands = commands;
    this.inbox = inbox;
    this.log = log;
    this.freshnessTimeoutMillis = freshnessTimeoutMillis;
  }

  /// Returns once the look is on record.
  void record(QueryAuditTrail look) {
    commands.send(look);
  }

  /// Returns once a look at one patient's trail is on record and stands in the trail itself, so
  /// that the answer has it, unless it waits behind a parked event.
  ///
  /// @param fresh how far the trail has to be, as the caller asks
  /// @return events of the patient that stand in a log and are missing in the trail, because this
  ///   release cannot take them in
  /// @throws Refusal unavailable, if the trail does not come so far in time
  List<ParkedEvent> recordAndAwait(
      Pseudonym patient,
      AuditFilter filter,
      String question,
      Attribution attribution,
      @Nullable String fresh) {
    var wanted = new HashMap<>(FreshAsOf.parse(fresh).positions());
    var event =
        Objects.requireNonNull(
            commands.send(
                new QueryAuditTrail(
                    patient, filter, new QueryAuditTrail.Look.Question(question), attribution)));
    wanted.merge("consent.events", Awaiting.result(log.positionOf(event)), Math::max);
    inbox.awaitSeen(patient, wanted, freshnessTimeoutMillis);
    return inbox.parked(patient);
  }

  /// @throws Refusal incorrect, if freshness is asked for: how far the trail has come is known of
  ///   each patient, and of no other question
  static void requireNoFreshness(@Nullable String fresh) {
    if (fresh != null && !fresh.isBlank()) {
      throw new Refusal(
          Category.INCORRECT, "fresh-as-of", "Fresh-As-Of goes with a question about one patient");
    }
  }
}
