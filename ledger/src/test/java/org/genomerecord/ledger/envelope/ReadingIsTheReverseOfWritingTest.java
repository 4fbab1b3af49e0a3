package org.genomerecord.ledger.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.genomerecord.ledger.text.Malformed;

class ReadingIsTheReverseOfWritingTest {
  private static final long SECONDS_TO_9999 = 253_402_300_799L;

  private static Arbitrary<String> texts() {
    return Arbitraries.strings().ofMaxLength(12).filter(ReadingIsTheReverseOfWritingTest::whole);
  }

  private static boolean whole(String text) {
    return text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
  }

  @Provide
  Arbitrary<CanonicalEnvelope> envelopes() {
    var ids =
        Combinators.combine(Arbitraries.longs(), Arbitraries.longs())
            .as((high, low) -> new UUID(high, low));
    var times =
        Combinators.combine(
                Arbitraries.longs().between(-SECONDS_TO_9999, SECONDS_TO_9999),
                Arbitraries.integers().between(0, 999_999))
            .as((seconds, micros) ->
                Instant.ofEpochSecond(seconds).plus(micros, ChronoUnit.MICROS));
    var tags = texts().list().ofMaxSize(4).map(list -> list.stream().distinct().sorted().toList());
    var optional = texts().injectNull(0.3).list().ofSize(3);
    var required = texts().list().ofSize(6);
    return Combinators.combine(ids, times, required, optional, tags)
        .as((id, at, some, maybe, sorted) ->
            new CanonicalEnvelope(
                id,
                some.get(0),
                some.get(1),
                at,
                some.get(2),
                some.get(3),
                maybe.get(0),
                maybe.get(1),
                some.get(4),
                maybe.get(2),
                sorted,
                some.get(5)));
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void whatIsWrittenIsRead(@ForAll("envelopes") CanonicalEnvelope envelope) {
    assertThat(CanonicalEnvelope.decode(envelope.encode())).isEqualTo(envelope);
  }

  /// Whatever bytes are accepted, they are the one encoding of what they are read as.
  @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
  void whatIsReadIsWrittenTheSame(@ForAll("envelopes") CanonicalEnvelope envelope) {
    var bytes = envelope.encode();
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      bytes[bit / 8] ^= (byte) (1 << (bit % 8));
      read(bytes)
          .ifPresent(read -> {
            assertThat(read.encode()).isEqualTo(bytes);
            assertThat(read).isNotEqualTo(envelope);
          });
      bytes[bit / 8] ^= (byte) (1 << (bit % 8));
    }
  }

  private static Optional<CanonicalEnvelope> read(byte[] bytes) {
    try {
      return Optional.of(CanonicalEnvelope.decode(bytes));
    } catch (Malformed _) {
      return Optional.empty();
    }
  }
}
