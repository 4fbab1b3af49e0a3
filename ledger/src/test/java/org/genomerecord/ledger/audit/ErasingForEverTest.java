package org.genomerecord.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.genomerecord.ledger.envelope.CanonicalEnvelope;
import org.junit.jupiter.api.Test;

/// The patient of the first permit is erased, and the log was forged around that.
class ErasingForEverTest extends EditedLogs {
  private static final String BEGUN =
      "{\"patient\":\"%s\",\"keyGenerations\":[1],\"begunAt\":\"%s\"}";
  private static final String ERASED =
      "{\"patient\":\"%s\",\"keyGenerations\":[1],\"unreadableSince\":\"%s\",\"keyBackupsExpireAt\":\"%2$s\"}";
  private int events;

  private int permit() {
    return first(consent, event -> event.type().equals(KnownEvent.PERMITTED));
  }

  private CanonicalEnvelope atPermit() {
    return CanonicalEnvelope.decode(consent.get(permit()));
  }

  private String patient() {
    return value("patient", atPermit().payload());
  }

  private int lastOfPatient() {
    int last = -1;
    for (int i = 0; i < consent.size(); i++) {
      if (CanonicalEnvelope.decode(consent.get(i)).tags().contains("patient:" + patient())) {
        last = i;
      }
    }
    return last;
  }

  private byte[] event(String type, String payload, String... furtherTags) {
    var like = atPermit();
    var tags =
        Stream.concat(
                Stream.of("consents-of:" + patient(), "patient:" + patient()),
                List.of(furtherTags).stream())
            .sorted()
            .toList();
    events++;
    return new CanonicalEnvelope(
            UUID.fromString("00000000-0000-7000-8000-0000000000%02d".formatted(events)),
            type,
            "1",
            like.recordedAt(),
            "consent-service",
            "service",
            null,
            null,
            "r",
            null,
            tags,
            payload.formatted(patient(), like.recordedAt()))
        .encode();
  }

  private void erasedAt(int index) {
    consent.add(index, event(KnownEvent.ERASED, ERASED));
    consent.add(index, event(KnownEvent.ERASURE_BEGUN, BEGUN));
  }

  @Test
  void anErasureAfterTheLastPermitIsInOrder() {
    erasedAt(lastOfPatient() + 1);

    assertThat(discrepancies()).isEmpty();
  }

  @Test
  void aPermitBetweenTheBeginningAndTheCertificate() {
    int permit = permit();
    consent.add(permit, event(KnownEvent.ERASURE_BEGUN, BEGUN));
    consent.add(lastOfPatient() + 1, event(KnownEvent.ERASED, ERASED));

    assertThat(discrepancies()).contains("it permits after the patient's erasure has begun");
  }

  @Test
  void aPermitLongAfterTheCertificate() {
    int permit = permit();
    erasedAt(permit);

    assertThat(discrepancies()).contains("it permits after the patient's erasure has begun");
  }

  @Test
  void aCertificateOfWhatHadNotBegun() {
    consent.add(lastOfPatient() + 1, event(KnownEvent.ERASED, ERASED));

    assertThat(discrepancies()).containsExactly("it certifies an erasure that had not begun");
  }

  @Test
  void aCertificateThatLeavesOutAGeneration() {
    int end = lastOfPatient() + 1;
    consent.add(end, event(KnownEvent.ERASED, ERASED));
    consent.add(end, event(KnownEvent.ERASURE_BEGUN, BEGUN.replace("[1]", "[1,2]")));

    assertThat(discrepancies())
        .containsExactly("it certifies other generations of the key than there were");
  }

  @Test
  void erasedTwice() {
    erasedAt(lastOfPatient() + 1);
    erasedAt(lastOfPatient() + 1);

    assertThat(discrepancies())
        .containsExactlyInAnyOrder(
            "the patient's erasure had begun before", "the patient's erasure was certified before");
  }

  @Test
  void aPermitWithAnEarlierGenerationThanWasInUse() {
    int permit = permit();
    consent.add(
        permit,
        event(KnownEvent.RENEWED, "{\"patient\":\"%s\",\"keyGeneration\":2,\"renewedAt\":\"%s\"}"));

    assertThat(discrepancies())
        .contains("it gives out another generation of the key than was in use");
  }

  @Test
  void aKeyThatIsRenewedAfterTheErasure() {
    erasedAt(lastOfPatient() + 1);
    consent.add(
        lastOfPatient() + 1,
        event(KnownEvent.RENEWED, "{\"patient\":\"%s\",\"keyGeneration\":2,\"renewedAt\":\"%s\"}"));

    assertThat(discrepancies())
        .containsExactly("it renews the key of a patient whose erasure has begun");
  }
}
