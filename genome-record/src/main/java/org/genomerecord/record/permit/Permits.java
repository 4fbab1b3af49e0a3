package org.genomerecord.record.permit;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.genomerecord.record.edge.Problem;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.relay.StartOrder;
import org.genomerecord.record.seal.KeyInTransit;
import org.genomerecord.record.seal.SubjectKey;
import org.genomerecord.record.sourcing.EventJson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks consent-service. Every answer is asked for anew: there is no cache of decisions or keys.
@ApplicationScoped
public class Permits {
  private static final Logger LOG = LoggerFactory.getLogger(Permits.class);

  private final DecisionsApi consent;

  public Permits(@RestClient DecisionsApi consent) {
    this.consent = consent;
  }

  void start(
      @Observes @Priority(StartOrder.STORE) StartupEvent event,
      @ConfigProperty(name = "quarkus.rest-client.consent.url") URI address,
      @ConfigProperty(name = "genome.key-link", defaultValue = "loopback") String protection) {
    KeyLink.require(
        String.valueOf(address.getHost()), "https".equals(address.getScheme()), protection);
  }

  /// Blocks until the decision is made and on record.
  ///
  /// @throws Refusal unavailable, if no answer comes: without a decision nothing is done
  public Decision ask(DecisionRequest request) {
    var transit = KeyInTransit.generate();
    return decision(answered(() -> consent.decide(transit.publicKey(), request)), transit);
  }

  /// Blocks until all of the decisions are made and on record. For lists: one call, whatever is
  /// permitted of it.
  ///
  /// @param subjectToken of the person or lab on whose behalf all of them are asked for; null: the
  ///   service's own behalf
  /// @param requests at most [BulkDecisionRequest#REQUESTS_MAX], without tokens of their own
  /// @return one decision for each request, in order
  /// @throws Refusal unavailable, if they are not all answered: without a decision nothing is done
  public List<Decision> askAll(@Nullable String subjectToken, List<DecisionRequest> requests) {
    var transit = KeyInTransit.generate();
    var bulk = new BulkDecisionRequest(subjectToken, requests);
    var answers = answered(() -> consent.decideAll(transit.publicKey(), bulk));
    if (answers.size() != requests.size()) {
      LOG.error("consent-service gave {} answers to {}", answers.size(), requests.size());
      throw noDecision();
    }
    return answers.stream().map(answer -> decision(answer, transit)).toList();
  }

  static <T> T answered(Supplier<T> asking) {
    return answered(Set.of(), asking);
  }

  /// @param answers codes of refusals that are the answer to what was asked, and are passed on; all
  ///   else that is refused is wrong between the services, and is no answer
  static <T> T answered(Set<String> answers, Supplier<T> asking) {
    try {
      return asking.get();
    } catch (WebApplicationException e) {
      throw refusal(answers, e.getResponse())
          .orElseGet(() -> {
            LOG.warn("consent-service answered {}", e.getResponse().getStatus());
            return noDecision();
          });
    } catch (ProcessingException e) {
      LOG.warn("consent-service does not answer", e);
      throw noDecision();
    }
  }

  private static Optional<Refusal> refusal(Set<String> answers, Response answer) {
    if (answers.isEmpty() || !answer.hasEntity()) {
      return Optional.empty();
    }
    try {
      var problem = EventJson.read(answer.readEntity(String.class), Problem.class);
      return Arrays.stream(Category.values())
          .filter(category -> category.status() == answer.getStatus())
          .filter(_ -> answers.stream().anyMatch(code -> code.equals(problem.code())))
          .map(category -> new Refusal(category, problem.code(), problem.detail()))
          .findFirst();
    } catch (ProcessingException | IllegalStateException _) {
      return Optional.empty(); // No problem of ours.
    }
  }

  private static Refusal noDecision() {
    return new Refusal(Category.UNAVAILABLE, "no-decision", "no decision could be had");
  }

  static Decision decision(DecisionAnswer answer, KeyInTransit transit) {
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
