package org.genomerecord.ingestion.laboratory;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.genomerecord.record.event.LaboratoryId;
import org.jspecify.annotations.Nullable;

/// What each laboratory has left of its quota, in token buckets of this process, which is the only
/// one that writes the log (ADR 0009, ADR 0036). One entry for each laboratory that was onboarded.
final class Quotas {
  private final TimeMeter time;
  private final Map<LaboratoryId, Held> held = new ConcurrentHashMap<>();

  /// @param time the clock that refills
  Quotas(TimeMeter time) {
    this.time = time;
  }

  private record Held(Quota quota, Bucket submissions, Bucket bytes) {}

  /// What came of taking.
  ///
  /// @param exceeded the policy that has not enough left; null: it was taken
  /// @param retrySeconds until there is enough
  record Taken(QuotaLeft left, @Nullable String exceeded, long retrySeconds) {}

  /// Takes one submission of so many bytes, or nothing.
  ///
  /// @param bytes at most those of a day: more are never there
  Taken take(LaboratoryId laboratory, Quota quota, long bytes) {
    var buckets = held.compute(laboratory, (_, before) -> of(quota, before));
    var ofBytes = buckets.bytes().tryConsumeAndReturnRemaining(Math.max(1, bytes));
    if (!ofBytes.isConsumed()) {
      var submissions = buckets.submissions().estimateAbilityToConsume(1);
      var left =
          new QuotaLeft(
              quota, new QuotaLeft.Left(submissions.getRemainingTokens(), 0), left(ofBytes));
      return new Taken(left, QuotaLeft.BYTES, seconds(ofBytes.getNanosToWaitForRefill()));
    }
    var ofSubmissions = buckets.submissions().tryConsumeAndReturnRemaining(1);
    var left = new QuotaLeft(quota, left(ofSubmissions), left(ofBytes));
    if (!ofSubmissions.isConsumed()) {
      buckets.bytes().addTokens(Math.max(1, bytes));
      return new Taken(
          left, QuotaLeft.SUBMISSIONS, seconds(ofSubmissions.getNanosToWaitForRefill()));
    }
    return new Taken(left, null, 0);
  }

  /// Takes bytes that came without having been announced: they are owed.
  void owe(LaboratoryId laboratory, long bytes) {
    var buckets = held.get(laboratory);
    if (buckets != null && bytes > 0) {
      buckets.bytes().consumeIgnoringRateLimits(bytes);
    }
  }

  private Held of(Quota quota, @Nullable Held before) {
    if (before == null) {
      return new Held(
          quota,
          bucket(quota.submissionsPerMinute(), Quota.MINUTE_SECONDS),
          bucket(quota.bytesPerDay(), Quota.DAY_SECONDS));
    }
    if (before.quota().equals(quota)) {
      return before;
    }
    before
        .submissions()
        .replaceConfiguration(
            configuration(quota.submissionsPerMinute(), Quota.MINUTE_SECONDS),
            TokensInheritanceStrategy.PROPORTIONALLY);
    before
        .bytes()
        .replaceConfiguration(
            configuration(quota.bytesPerDay(), Quota.DAY_SECONDS),
            TokensInheritanceStrategy.PROPORTIONALLY);
    return new Held(quota, before.submissions(), before.bytes());
  }

  private Bucket bucket(long tokens, long seconds) {
    return Bucket.builder()
        .withCustomTimePrecision(time)
        .addLimit(limit -> limit.capacity(tokens).refillGreedy(tokens, Duration.ofSeconds(seconds)))
        .build();
  }

  private static BucketConfiguration configuration(long tokens, long seconds) {
    return BucketConfiguration.builder()
        .addLimit(limit -> limit.capacity(tokens).refillGreedy(tokens, Duration.ofSeconds(seconds)))
        .build();
  }

  private static QuotaLeft.Left left(ConsumptionProbe probe) {
    return new QuotaLeft.Left(probe.getRemainingTokens(), seconds(probe.getNanosToWaitForReset()));
  }

  private static long seconds(long nanos) {
    return TimeUnit.NANOSECONDS.toSeconds(nanos + TimeUnit.SECONDS.toNanos(1) - 1);
  }
}
