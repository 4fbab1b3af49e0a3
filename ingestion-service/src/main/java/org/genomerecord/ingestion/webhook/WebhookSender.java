package org.genomerecord.ingestion.webhook;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.relay.Signal;
import org.genomerecord.record.relay.StartOrder;
import org.genomerecord.record.sourcing.EventJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells laboratories what waits to be told, each one thing after the other, several of them at the
/// same time.
@ApplicationScoped
class WebhookSender {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);
  private static final int CLAIM_TIMEOUTS = 3;
  private static final int GONE = 410;
  private static final long FORGET_HOURS = 1;

  private final WebhookDeliveries deliveries;
  private final WebhookSecrets secrets;
  private final WebhookLimits limits;
  private final DoubleSupplier chance;
  private final HttpClient http;
  private final Set<String> busy = ConcurrentHashMap.newKeySet();
  private final Signal wake = new Signal();
  private volatile boolean stopping;
  private long forgotAt = System.nanoTime() - TimeUnit.HOURS.toNanos(FORGET_HOURS);

  @Inject
  WebhookSender(WebhookDeliveries deliveries, WebhookSecrets secrets, WebhookLimits limits) {
    this(deliveries, secrets, limits, () -> ThreadLocalRandom.current().nextDouble());
  }

  WebhookSender(
      WebhookDeliveries deliveries,
      WebhookSecrets secrets,
      WebhookLimits limits,
      DoubleSupplier chance) {
    this.deliveries = deliveries;
    this.secrets = secrets;
    this.limits = limits;
    this.chance = chance;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofMillis(limits.timeoutMillis()))
            .build();
  }

  void start(@Observes @Priority(StartOrder.SERVICE) StartupEvent event) {
    start();
  }

  void stop(@Observes ShutdownEvent event) {
    stop();
  }

  void start() {
    Thread.ofVirtual().name("webhooks").start(this::run);
  }

  /// Returns at once: what is under way is told, and written down if there is time.
  void stop() {
    stopping = true;
    wake.raise();
  }

  private void run() {
    while (!stopping) {
      long seen = wake.raises();
      try {
        forget();
        turn();
      } catch (RuntimeException e) {
        if (!stopping) {
          LOG.warn("webhooks wait", e);
        }
      }
      try {
        wake.await(seen, limits.pollMillis());
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  private void turn() {
    int free = limits.sendersMax() - busy.size();
    if (free <= 0) {
      return;
    }
    for (var message :
        deliveries.claim(CLAIM_TIMEOUTS * limits.timeoutMillis(), Set.copyOf(busy), free)) {
      var laboratory = message.laboratory().value();
      busy.add(laboratory);
      Thread.ofVirtual()
          .name("webhook")
          .start(() -> {
            try {
              tell(message);
            } catch (RuntimeException e) {
              LOG.warn("a webhook waits", e);
            } finally {
              busy.remove(laboratory);
              wake.raise();
            }
          });
    }
  }

  private void forget() {
    if (System.nanoTime() - forgotAt >= TimeUnit.HOURS.toNanos(FORGET_HOURS)) {
      deliveries.forget(limits.retentionDays());
      forgotAt = System.nanoTime();
    }
  }

  private void tell(WebhookMessage message) {
    var failure = attempt(message);
    if (failure.isEmpty()) {
      deliveries.delivered(message.id());
    } else if (failure.equals("status-" + GONE) || limits.backoff().isLast(message.attempts())) {
      deliveries.dead(message.id(), failure);
      LOG.warn("a webhook is dead: {}", failure);
    } else {
      deliveries.failed(
          message.id(),
          failure,
          limits.backoff().pauseMillis(message.attempts(), chance.getAsDouble()));
    }
  }

  /// @return the code of the failure; empty: the receiver has it
  private String attempt(WebhookMessage message) {
    try {
      var url = URI.create(message.url());
      if (!WebhookUrl.isReachable(url, limits.privateAddresses())) {
        return "address-not-public";
      }
      // What it answers is of no interest, and could be endless.
      var answer = http.send(request(message, url), HttpResponse.BodyHandlers.ofInputStream());
      answer.body().close();
      int status = answer.statusCode();
      return status >= 200 && status < 300 ? "" : "status-" + status;
    } catch (HttpTimeoutException _) {
      return "timeout";
    } catch (IllegalArgumentException _) {
      return "address-wrong"; // Recorded by a release that read addresses less strictly.
    } catch (IOException _) {
      return "unreachable";
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  private HttpRequest request(WebhookMessage message, URI url) {
    var now = Caller.now();
    var body = EventJson.write(message.body());
    var id = message.id().toString();
    return HttpRequest.newBuilder(url)
        .timeout(Duration.ofMillis(limits.timeoutMillis()))
        .header("Content-Type", "application/json")
        .header("User-Agent", "genome-record")
        .header("webhook-id", id)
        .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
        .header("webhook-signature", signature(message, id, now, body))
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private String signature(WebhookMessage message, String id, Instant now, String body) {
    var valid = new ArrayList<byte[]>();
    valid.add(secrets.secret(message.laboratory(), message.generation()));
    if (message.isFormerValid(now)) {
      valid.add(secrets.secret(message.laboratory(), message.generation() - 1));
    }
    return WebhookSignature.of(valid, id, now.getEpochSecond(), body);
  }
}
