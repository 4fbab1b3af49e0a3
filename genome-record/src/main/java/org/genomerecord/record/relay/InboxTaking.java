package org.genomerecord.record.relay;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.relay.Reading.Understood;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes in deliveries of one log: what they lead to, how far each patient has come, and what had
/// to be parked, in one transaction.
///
/// A batch that fails is taken one by one, so that one event cannot hold back the others for long.
/// What is away is waited for without end. An event whose effect fails so often is parked.
final class InboxTaking {
  private static final Logger LOG = LoggerFactory.getLogger(InboxTaking.class);

  private final Pool pool;
  private final Place place;
  private final InboxBounds bounds;
  private final Signal stop = new Signal();
  private volatile boolean stopping;

  /// Which tables are written to.
  enum Place {
    /// Those that answer.
    SERVING,

    /// Those that are being built beside them.
    SHADOW
  }

  InboxTaking(Pool pool, Place place, InboxBounds bounds) {
    this.pool = pool;
    this.place = place;
    this.bounds = bounds;
  }

  void stop() {
    stopping = true;
    stop.raise();
  }

  /// Returns when everything is taken in or parked.
  ///
  /// @param log of all the deliveries
  /// @return how many were parked
  /// @throws IllegalStateException if the service stops before: Kafka delivers again
  <M> int take(String log, List<Delivery> deliveries, Effect<M> effect) {
    var readings = deliveries.stream().map(delivery -> Reading.of(delivery, effect)).toList();
    if (readings.size() > 1) {
      try {
        return write(log, readings, effect);
      } catch (RuntimeException e) {
        LOG.warn("a batch of {} is taken one by one: {}", log, Failures.code(e));
      }
    }
    int parked = 0;
    for (var reading : readings) {
      parked += takeOne(log, reading, effect);
    }
    return parked;
  }

  private <M> int takeOne(String log, Reading<M> first, Effect<M> effect) {
    var reading = first;
    int failures = 0;
    while (!stopping) {
      try {
        return write(log, List.of(reading), effect);
      } catch (StandingChanged _) {
        // Somebody took up what was parked; look again.
      } catch (RuntimeException e) {
        if (Failures.isAway(e)) {
          LOG.warn("{} waits: {}", log, Failures.code(e), e);
        } else {
          failures++;
          LOG.warn("an event of {} failed {} times: {}", log, failures, Failures.code(e));
        }
        if (failures >= bounds.attemptsMax() && reading instanceof Understood<M> understood) {
          reading = Reading.failed(understood, failures);
        } else {
          pause();
        }
      }
    }
    throw new IllegalStateException("stopping");
  }

  private void pause() {
    try {
      stop.await(0, bounds.pauseMillis());
    } catch (InterruptedException _) {
      stopping = true;
      Thread.currentThread().interrupt();
    }
  }

  private <M> int write(String log, List<Reading<M>> readings, Effect<M> effect) {
    var patients =
        readings.stream().map(reading -> reading.delivery().patient()).distinct().toList();
    if (place == Place.SHADOW) {
      return Transaction.of(
          pool,
          transaction -> {
            Shadow.use(transaction);
            var plan = InboxPlan.of(readings, InboxRows.standing(transaction, log, patients));
            return write(transaction, log, plan, effect);
          });
    }
    var plan = InboxPlan.of(readings, InboxRows.standing(pool, log, patients));
    plan.apply().forEach(understood -> effect.settle(understood.meaning()));
    if (plan.apply().isEmpty() && plan.park().isEmpty()) {
      return 0;
    }
    return Transaction.of(
        pool,
        transaction -> {
          if (!plan.park().isEmpty()) {
            InboxRows.lockParking(transaction);
            if (!plan.equals(
                InboxPlan.of(readings, InboxRows.standing(transaction, log, patients)))) {
              throw new StandingChanged();
            }
            if (InboxRows.parked(transaction) + plan.park().size() > bounds.parkedMax()) {
              throw new Refusal(
                  Category.UNAVAILABLE, "too-many-parked", "no more events may be parked");
            }
          }
          return write(transaction, log, plan, effect);
        });
  }

  /// The inbox first: whoever builds the read model again holds it still by that table.
  private static <M> int write(
      SqlConnection transaction, String log, InboxPlan<M> plan, Effect<M> effect) {
    if (!plan.apply().isEmpty()) {
      if (!InboxRows.note(transaction, log, plan.positions())) {
        throw new StandingChanged();
      }
      effect.write(transaction, plan.apply().stream().map(Understood::meaning).toList());
    }
    if (!plan.park().isEmpty()) {
      InboxRows.park(transaction, plan.park());
      for (var parking : plan.park()) {
        LOG.error(
            "{} of {} is parked: {}",
            parking.event() == null ? "an event" : parking.event().envelope().id(),
            log,
            parking.reason().code());
      }
    }
    return plan.park().size();
  }

  /// Somebody else wrote to the inbox or took up parked events since the plan was made.
  private static final class StandingChanged extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StandingChanged() {
      super("changed meanwhile", null, false, false);
    }
  }
}
