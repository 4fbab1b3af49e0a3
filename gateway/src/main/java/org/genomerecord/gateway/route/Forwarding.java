package org.genomerecord.gateway.route;

import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.tls.runtime.config.TlsConfigUtils;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.genomerecord.gateway.limit.Limits;
import org.genomerecord.gateway.trace.RequestId;

/// Streams requests to the services over pooled connections, both ways with back-pressure.
@Singleton
public final class Forwarding {
  private static final String SERVICES = "services";

  // The exchange's own timer speaks first; this one ends answers that stop in the middle.
  private static final int IDLE_GRACE_MILLIS = 5_000;

  private final Vertx vertx;
  private final Limits limits;
  private final ServiceAddresses addresses;
  private final HttpClient client;

  Forwarding(Vertx vertx, Limits limits, ServiceAddresses addresses, TlsConfigurationRegistry tls) {
    this.vertx = vertx;
    this.limits = limits;
    this.addresses = addresses;
    this.client =
        vertx.createHttpClient(
            options(limits, tls),
            new PoolOptions()
                .setHttp1MaxSize(limits.serviceConnectionsMax())
                .setMaxWaitQueueSize(limits.serviceQueueLengthMax()));
  }

  /// Without `quarkus.tls.services` there is no certificate to show.
  private static HttpClientOptions options(Limits limits, TlsConfigurationRegistry tls) {
    var options =
        new HttpClientOptions()
            .setConnectTimeout(limits.serviceConnectTimeoutMillis())
            .setIdleTimeout(limits.serviceAnswerTimeoutMillis() + IDLE_GRACE_MILLIS)
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    tls.get(SERVICES).ifPresent(services -> TlsConfigUtils.configure(options, services));
    return options;
  }

  /// Hands a checked request to its service; the answer, or a problem, goes to the client.
  public void forward(
      HttpServerRequest request,
      Route route,
      Destination.Service service,
      String target,
      RequestId requestId) {
    Exchange exchange = new Exchange(vertx, limits, route, target, requestId, request);
    HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(false), client)
        .origin(proxied -> client.request(to(service)).map(exchange::connected))
        .addInterceptor(exchange)
        .handle(request);
  }

  private RequestOptions to(Destination.Service service) {
    URI address = addresses.of(service);
    boolean tls = "https".equals(address.getScheme());
    int port = address.getPort() >= 0 ? address.getPort() : tls ? 443 : 80;
    return new RequestOptions()
        .setHost(address.getHost())
        .setPort(port)
        .setSsl(tls)
        .setConnectTimeout(limits.serviceConnectTimeoutMillis());
  }

  @PreDestroy
  void close() {
    client.close();
  }
}
