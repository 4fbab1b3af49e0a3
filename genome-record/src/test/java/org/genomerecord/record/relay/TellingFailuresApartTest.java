package org.genomerecord.record.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TellingFailuresApartTest {

  static Stream<Throwable> passing() {
    return Stream.of(
        new CompletionException(new IOException("connection reset")),
        new java.util.concurrent.TimeoutException(),
        new org.apache.kafka.common.errors.TimeoutException("no broker answers"),
        new NoStackTraceThrowable("Timeout"),
        new PgException("shutting down", "FATAL", "57P01", ""),
        new PgException("in use", "ERROR", "55P03", ""),
        new Refusal(Category.UNAVAILABLE, "away", "away"),
        new Refusal(Category.BUSY, "busy", "busy"));
  }

  static Stream<Throwable> repeating() {
    return Stream.of(
        new PgException("twice", "ERROR", "23505", ""),
        new PgException("no such table", "ERROR", "42P01", ""),
        new RecordTooLargeException(),
        new NoStackTraceThrowable("something else"),
        new Refusal(Category.NOT_FOUND, "unknown", "unknown"),
        new NullPointerException());
  }

  @ParameterizedTest
  @MethodSource("passing")
  void whatTimeHealsIsWaitedFor(Throwable failure) {
    assertThat(Failures.isAway(failure)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("repeating")
  void whatRepeatsIsNot(Throwable failure) {
    assertThat(Failures.isAway(failure)).isFalse();
  }

  static Stream<Throwable> unanswered() {
    return Stream.of(
        new CompletionException(
            new NoStackTraceThrowable("Connection is not active now, current status: CLOSED")),
        new NoStackTraceThrowable("Timeout"),
        new IOException("Broken pipe"),
        new UncheckedIOException(new IOException("Connection reset by peer")),
        new java.net.SocketException("Connection reset"),
        new java.util.concurrent.TimeoutException(),
        new PgException("shutting down", "FATAL", "57P01", ""));
  }

  @ParameterizedTest
  @MethodSource("unanswered")
  void whoAsksIsToldToComeBackWhenWhatIsNeededIsAway(Throwable failure) {
    assertThat(Failures.isUnanswered(failure)).isTrue();
  }

  static Stream<Throwable> faults() {
    return Stream.concat(
        repeating(),
        Stream.of(
            new UncheckedIOException(new JsonParseException(null, "an event that is none")),
            new UncheckedIOException(new NoSuchFileException("a file of our own")),
            new IOException("a stream that nobody expected to end"),
            new IOException((String) null),
            new PgException("an event is never changed", "ERROR", "P0001", ""),
            new PgException("corrupted", "ERROR", "XX001", "")));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void whatNobodyKnowsToPassIsAFaultToWhoAsks(Throwable failure) {
    assertThat(Failures.isUnanswered(failure)).isFalse();
  }
}
