package org.genomerecord.localstack.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.genomerecord.localstack.Stack;
import org.genomerecord.localstack.server.PlainHttp;

/// The meters of one service, as Prometheus reads them.
final class ServiceMeters {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final HttpClient HTTP = PlainHttp.client();

  private final HttpRequest request;

  ServiceMeters(Stack stack, String service) {
    request =
        HttpRequest.newBuilder(URI.create(stack.managementUrl(service) + "/q/metrics"))
            .timeout(TIMEOUT)
            .build();
  }

  /// The sum of all lines of one meter that begin so, such as `jvm_memory_used_bytes{area="heap"`;
  /// 0 if there is none.
  double sum(String begin) {
    try {
      return sum(HTTP.send(request, BodyHandlers.ofString()).body(), begin);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static double sum(String meters, String begin) {
    return meters
        .lines()
        .filter(line -> line.startsWith(begin))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
