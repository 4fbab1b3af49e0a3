package org.genomerecord.gateway.identity;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.genomerecord.gateway.limit.Limits;
import org.jspecify.annotations.Nullable;

/// Verifies bearer tokens with `quarkus-oidc`: signature by the realm's keys, issuer, expiry,
/// audience.
@Singleton
public final class BearerVerification {
  private final HttpAuthenticator authenticator;
  private final Duration timeout;

  BearerVerification(HttpAuthenticator authenticator, Limits limits) {
    this.authenticator = authenticator;
    this.timeout = Duration.ofMillis(limits.identityTimeoutMillis());
  }

  /// Never fails: what goes wrong is part of the verdict.
  public Uni<Verdict> verify(RoutingContext context) {
    List<String> sent = context.request().headers().getAll(HttpHeaders.AUTHORIZATION);
    if (sent.isEmpty() || !sent.getFirst().toLowerCase(Locale.ROOT).startsWith("bearer ")) {
      return Uni.createFrom().item(new Verdict.TokenMissing());
    }
    if (sent.size() > 1) {
      return Uni.createFrom().item(new Verdict.TokenRefused());
    }
    return authenticator
        .attemptAuthentication(context)
        .ifNoItem()
        .after(timeout)
        .failWith(TimeoutException::new)
        .onItemOrFailure()
        .transform(BearerVerification::verdict);
  }

  private static Verdict verdict(@Nullable SecurityIdentity identity, @Nullable Throwable failure) {
    if (failure != null) {
      boolean refused =
          failure instanceof AuthenticationFailedException && !causedByNetwork(failure);
      return refused ? new Verdict.TokenRefused() : new Verdict.Undecided();
    }
    return identity != null && identity.getPrincipal() instanceof JsonWebToken token
        ? new Verdict.Verified(caller(token))
        : new Verdict.TokenMissing();
  }

  /// The words before the colon keep an organisation and a subject of the same name apart.
  private static String caller(JsonWebToken token) {
    String organisation = token.getClaim("organisation");
    return organisation == null ? "subject:" + token.getSubject() : "organisation:" + organisation;
  }

  private static boolean causedByNetwork(Throwable failure) {
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException || cause instanceof TimeoutException) {
        return true;
      }
    }
    return false;
  }
}
