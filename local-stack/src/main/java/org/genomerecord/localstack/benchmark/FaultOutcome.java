package org.genomerecord.localstack.benchmark;

import java.util.BitSet;
import java.util.List;
import org.genomerecord.record.store.LogReader;

/// What became of a log that was killed again and again: what stands in it compared with what was
/// seen from outside.
///
/// @param serverKills of PostgreSQL, with all its processes
/// @param serviceKills of the service that appends and follows
/// @param acknowledged requests
/// @param stored events
/// @param lost acknowledged and not stored where they were acknowledged
/// @param doubled stored more than once
/// @param foreign stored and never sent
/// @param gaps positions that are not the one before plus one
/// @param refused requests that were refused although their condition held
/// @param skipped positions that a subscriber was not shown, or not in order
/// @param vanished positions at which a subscriber was shown something that is not there now
/// @param resumptions how long, from when what was killed is up again, no append was acknowledged
record FaultOutcome(
    long serverKills,
    long serviceKills,
    long acknowledged,
    long stored,
    long lost,
    long doubled,
    long foreign,
    long gaps,
    long refused,
    long skipped,
    long vanished,
    Latencies resumptions) {
  private static final int PAGE_EVENTS = 2_000;

  /// Reads the whole log and compares.
  static FaultOutcome of(
      LogReader log,
      Witnessed witnessed,
      long serverKills,
      long serviceKills,
      Latencies resumptions) {
    var stored = new Subscription();
    var known = new BitSet();
    long events = 0;
    long doubled = 0;
    long foreign = 0;
    var page = EventLog.await(log.after(-1, PAGE_EVENTS));
    while (!page.isEmpty()) {
      for (var event : page) {
        long number = Request.numberOf(event.envelope());
        events++;
        doubled += known.get(Math.toIntExact(number)) ? 1 : 0;
        known.set(Math.toIntExact(number));
        foreign += witnessed.wasSent(number) ? 0 : 1;
        stored.see(event.position(), number);
      }
      page = EventLog.await(log.after(page.getLast().position(), PAGE_EVENTS));
    }
    return new FaultOutcome(
        serverKills,
        serviceKills,
        witnessed.acknowledged(),
        events,
        witnessed.lost(stored),
        doubled,
        foreign,
        stored.outOfOrder(),
        witnessed.refused(),
        witnessed.skipped(events),
        witnessed.vanished(stored),
        resumptions);
  }

  /// As figures; none may be above zero.
  List<Measurement> measurements(String prefix, int cyclesMin, int acknowledgedMin) {
    return List.of(
        Measurement.count(prefix + ".kills", serverKills + serviceKills, "kills")
            .atLeast(cyclesMin),
        Measurement.count(prefix + ".kills-of-postgresql", serverKills, "kills"),
        Measurement.count(prefix + ".kills-of-service", serviceKills, "kills"),
        Measurement.count(prefix + ".acknowledged", acknowledged, "appends")
            .atLeast(acknowledgedMin),
        Measurement.count(prefix + ".stored", stored, "events"),
        Measurement.count(prefix + ".lost", lost, "appends").atMost(0),
        Measurement.count(prefix + ".doubled", doubled, "events").atMost(0),
        Measurement.count(prefix + ".never-sent", foreign, "events").atMost(0),
        Measurement.count(prefix + ".gaps", gaps, "positions").atMost(0),
        Measurement.count(prefix + ".falsely-refused", refused, "appends").atMost(0),
        Measurement.count(prefix + ".skipped", skipped, "positions").atMost(0),
        Measurement.count(prefix + ".shown-and-gone", vanished, "positions").atMost(0),
        Measurement.of(prefix + ".resumed-after.p50", resumptions.percentileMillis(50), "ms"),
        Measurement.of(prefix + ".resumed-after.max", resumptions.percentileMillis(100), "ms"));
  }
}
