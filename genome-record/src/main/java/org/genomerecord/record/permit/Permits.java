package org.genomerecord.record.permit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.seal.KeyInTransit;
import org.genomerecord.record.seal.SubjectKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks consent-service. Every answer is asked for anew: there is no cache of decisions or keys.
@ApplicationScoped
public class Permits {
  private static final Logger LOG = LoggerFactory.getLogger(Permits.class);

  private final DecisionsApi consent;

  Permits(@RestClient DecisionsApi consent) {
    this.consent = consent;
  }

  /// Blocks until the decision is made and on record.
  ///
  /// @throws Refusal unavailable, if no answer comes: without a decision nothing is done
  public Decision ask(DecisionRequest request) {
    DecisionAnswer answer;
    var transit = KeyInTransit.generate();
    try {
      answer = consent.decide(transit.publicKey(), request);
    } catch (WebApplicationException e) {
      LOG.warn("consent-service answered {}", e.getResponse().getStatus());
      throw new Refusal(Category.UNAVAILABLE, "no-decision", "no decision could be had");
    } catch (ProcessingException e) {
      LOG.warn("consent-service does not answer", e);
      throw new Refusal(Category.UNAVAILABLE, "no-decision", "no decision could be had");
    }
    if (answer.reason() != null) {
      return new Decision.Denial(answer.decision(), answer.reason(), answer.patient());
    }
    var patient = Objects.requireNonNull(answer.patient(), "a permit names its patient");
    var keyset = Objects.requireNonNull(answer.keyset(), "a permit carries the key");
    return new Decision.Permit(
        answer.decision(),
        answer.position(),
        patient,
        answer.dataClasses(),
        answer.obligations(),
        transit
            .open(keyset, answer.decision(), patient, answer.keyGeneration())
            .withEarlier(earlier(answer, patient, transit)));
  }

  private static List<SubjectKey> earlier(
      DecisionAnswer answer, Pseudonym patient, KeyInTransit transit) {
    var keysets = Objects.requireNonNull(answer.earlierKeysets());
    return IntStream.range(0, keysets.size())
        .mapToObj(i -> transit.open(keysets.get(i), answer.decision(), patient, i + 1))
        .toList();
  }
}
