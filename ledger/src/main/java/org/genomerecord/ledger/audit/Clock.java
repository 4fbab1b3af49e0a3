package org.genomerecord.ledger.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Whether the times that a log gives its events can be right: they do not go back, and fit between
/// the times at which its checkpoints were signed and seen by witnesses.
final class Clock {
  private static final long MICROS_PER_SECOND = 1_000_000;

  private final AuditedLog log;
  private final long toleranceMicros;
  private final Discrepancies discrepancies;
  private long firstMicros = CheckedBundle.NO_TIME;
  private long latestMicros = CheckedBundle.NO_TIME;
  private long latestPosition = -1;
  private @Nullable UUID latest;
  private long floorMicros = CheckedBundle.NO_TIME;

  Clock(AuditedLog log, Duration tolerance, Discrepancies discrepancies) {
    this.toleranceMicros = tolerance.toNanos() / 1_000;
    this.discrepancies = discrepancies;
    this.log = log;
  }

  /// The next event's time.
  void event(long position, @Nullable UUID event, long micros) {
    if (micros == CheckedBundle.NO_TIME) {
      return;
    }
    if (firstMicros == CheckedBundle.NO_TIME) {
      firstMicros = micros;
    }
    if (latestMicros != CheckedBundle.NO_TIME && micros < latestMicros - toleranceMicros) {
      found(position, event, "its time lies %s before that of position %d", latestMicros - micros);
    } else if (floorMicros != CheckedBundle.NO_TIME && micros < floorMicros - toleranceMicros) {
      found(
          position,
          event,
          "its time lies %s before a checkpoint that does not hold it yet",
          floorMicros - micros);
    }
    if (micros > latestMicros) {
      latestMicros = micros;
      latestPosition = position;
      latest = event;
    }
  }

  /// A checkpoint that holds the events until here and none after.
  void checkpoint(OptionalLong signedAtSeconds, OptionalLong witnessedAtSeconds) {
    var seen = witnessedAtSeconds.isPresent() ? witnessedAtSeconds : signedAtSeconds;
    if (seen.isEmpty()) {
      return;
    }
    long seenMicros = seen.getAsLong() * MICROS_PER_SECOND;
    if (latestMicros != CheckedBundle.NO_TIME && latestMicros > seenMicros + toleranceMicros) {
      found(
          latestPosition,
          latest,
          "its time lies %s after a checkpoint that holds it was signed",
          latestMicros - seenMicros);
    }
    // A checkpoint can be cosigned late; what was appended meanwhile is not in it and is older.
    long signedMicros = signedAtSeconds.orElse(seen.getAsLong()) * MICROS_PER_SECOND;
    floorMicros = Math.max(floorMicros, Math.min(signedMicros, seenMicros));
  }

  Optional<Instant> first() {
    return instant(firstMicros);
  }

  Optional<Instant> latest() {
    return instant(latestMicros);
  }

  private static Optional<Instant> instant(long micros) {
    return micros == CheckedBundle.NO_TIME
        ? Optional.empty()
        : Optional.of(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
  }

  private void found(long position, @Nullable UUID event, String message, long micros) {
    var apart = Duration.of(micros, ChronoUnit.MICROS).truncatedTo(ChronoUnit.SECONDS);
    discrepancies.add(
        Check.TIME, new Place(log, position, event), message.formatted(apart, latestPosition));
  }
}
