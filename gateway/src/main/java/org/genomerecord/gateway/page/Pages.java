package org.genomerecord.gateway.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;
import org.genomerecord.gateway.route.Destination.Page;
import org.jspecify.annotations.Nullable;

/// The few bytes the gateway serves itself, read once at start.
@Singleton
public final class Pages {
  /// Everything from here, nothing inline, in no frame.
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'";

  private static final String YAML = "application/yaml";
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String JSON = "application/json";

  private final Buffer start = resource("/page/start.html");
  private final Buffer style = resource("/page/style.css");
  private final Buffer icon = resource("/page/icon.svg");
  private final Buffer openApiYaml = resource("/openapi.yaml");
  private final Buffer openApiJson = asJson(openApiYaml);

  /// Answers with a page.
  public void send(HttpServerRequest request, Page page) {
    HttpServerResponse response = request.response();
    switch (page) {
      case START -> {
        response.putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        send(response, "text/html; charset=utf-8", start);
      }
      case STYLE -> send(response, "text/css; charset=utf-8", style);
      case ICON -> send(response, "image/svg+xml", icon);
      case OPENAPI -> {
        response.putHeader("Vary", "Accept");
        var accept = request.getHeader("Accept");
        if (prefers("json", accept)) {
          send(response, JSON, openApiJson);
        } else {
          // A browser shows text, and would keep YAML as a file.
          send(response, prefers("text/html", accept) ? TEXT : YAML, openApiYaml);
        }
      }
    }
    request.resume();
  }

  /// Whether a type is asked for, and YAML is not.
  private static boolean prefers(String type, @Nullable String accept) {
    if (accept == null) {
      return false;
    }
    String lower = accept.toLowerCase(Locale.ROOT);
    return lower.contains(type) && !lower.contains("yaml");
  }

  private static void send(HttpServerResponse response, String type, Buffer body) {
    response.putHeader("Content-Type", type).putHeader("Cache-Control", "max-age=300").end(body);
  }

  private static Buffer resource(String name) {
    try (InputStream in = Pages.class.getResourceAsStream(name)) {
      return Buffer.buffer(Objects.requireNonNull(in, name).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Buffer asJson(Buffer yaml) {
    try {
      JsonNode tree = new ObjectMapper(new YAMLFactory()).readTree(yaml.getBytes());
      return Buffer.buffer(new ObjectMapper().writeValueAsBytes(tree));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
