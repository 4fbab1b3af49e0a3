package org.genomerecord.gateway.peer;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/// Starts what the gateway talks to, and tells it where.
public final class Peers implements QuarkusTestResourceLifecycleManager {
  private static final Vertx VERTX = Vertx.vertx();
  private static final Realm REALM = startRealm();
  private static final Upstream CONSENT = new Upstream(VERTX, "consent");
  private static final Upstream INGESTION = new Upstream(VERTX, "ingestion");
  private static final Upstream INTERPRETATION = new Upstream(VERTX, "interpretation");

  private static Realm startRealm() {
    try {
      return new Realm();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The identity provider.
  public static Realm realm() {
    return REALM;
  }

  /// The service of that name.
  public static Upstream service(String name) {
    return switch (name) {
      case "consent" -> CONSENT;
      case "ingestion" -> INGESTION;
      case "interpretation" -> INTERPRETATION;
      default -> throw new IllegalArgumentException(name);
    };
  }

  /// Every service forgets what it saw and answers with its name again.
  public static void reset() {
    CONSENT.reset();
    INGESTION.reset();
    INTERPRETATION.reset();
  }

  @Override
  public Map<String, String> start() {
    return Map.of(
        "quarkus.oidc.auth-server-url",
        REALM.issuer(),
        "genome.consent.url",
        CONSENT.url(),
        "genome.ingestion.url",
        INGESTION.url(),
        "genome.interpretation.url",
        INTERPRETATION.url(),
        // Small bounds, so that tests reach them soon.
        "gateway.limits.submission-body-bytes-max",
        "134217728",
        "gateway.limits.json-body-bytes-max",
        "1024",
        "gateway.limits.service-answer-timeout-millis",
        "1500",
        "gateway.limits.requests-under-way-per-caller-max",
        "4",
        "gateway.limits.unread-body-linger-millis",
        "500");
  }

  @Override
  public void stop() {
    // The peers serve every test class of this run and end with it.
  }
}
