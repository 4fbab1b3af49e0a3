package org.genomerecord.localstack.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// Asks whether an address answers.
final class Http {
  private static final HttpClient CLIENT = PlainHttp.client();

  private Http() {}

  /// Whether a GET is answered with 200 within 5 s.
  static boolean isOk(URI address) {
    try {
      var request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
      return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
