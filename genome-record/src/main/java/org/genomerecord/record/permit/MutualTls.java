package org.genomerecord.record.permit;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/// A service that speaks TLS itself takes connections only from who shows a certificate of the
/// services' own authority. Who asks is still told by the token, and what they may by the service:
/// this says nothing about either.
///
/// Not by `quarkus.http.ssl.client-auth`, which is fixed when the service is built, and would let a
/// certificate stand for a caller.
@ApplicationScoped
public class MutualTls implements HttpServerOptionsCustomizer {
  @Override
  public void customizeHttpsServer(HttpServerOptions options) {
    options.setClientAuth(ClientAuth.REQUIRED);
  }
}
