package org.genomerecord.localstack.server;

import java.net.http.HttpClient;
import java.time.Duration;

/// Asks the servers of this machine, which answer in the clear.
public final class PlainHttp {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private PlainHttp() {}

  /// A client that follows no redirect and waits 5 s for a connection.
  ///
  /// HTTP/1.1 only: of itself the JDK's client offers each new server to go on in HTTP/2, and a
  /// service under load has answered that with text where the client expected a frame.
  public static HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(CONNECT_TIMEOUT)
        .build();
  }
}
