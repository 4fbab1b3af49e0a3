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
public final class ServiceMeters {
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
        .mapToDouble(ServiceMeters::value)
        .sum();
  }

  /// Of a line as OpenMetrics 1.0.0 has it: after the value there may stand an exemplar, with a
  /// trace and a value and a time of its own.
  public static double value(String line) {
    int exemplar = line.indexOf(" # ");
    var sample = exemplar < 0 ? line : line.substring(0, exemplar);
    return Double.parseDouble(sample.substring(sample.lastIndexOf(' ') + 1));
  }
}
