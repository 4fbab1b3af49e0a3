package org.genomerecord.localstack.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.genomerecord.localstack.Stack;
import org.genomerecord.localstack.benchmark.ServiceMeters;
import org.genomerecord.localstack.server.PlainHttp;

/// The meters of a service, as Prometheus reads them.
final class Meters {
  private static final HttpClient HTTP = PlainHttp.client();

  private Meters() {}

  /// The value of the line that begins so, such as `record_relay_lag_events`.
  static double of(Stack stack, String service, String begin) {
    var request =
        HttpRequest.newBuilder(URI.create(stack.managementUrl(service) + "/q/metrics")).build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString())
          .body()
          .lines()
          .filter(line -> line.startsWith(begin))
          .mapToDouble(ServiceMeters::value)
          .findFirst()
          .orElseThrow(() -> new AssertionError("no meter " + begin));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
