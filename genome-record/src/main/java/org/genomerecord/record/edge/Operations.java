package org.genomerecord.record.edge;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Names an endpoint by its method and route template.
final class Operations {
  private Operations() {}

  /// For example `GET /patients/{patient}/consents`.
  static String of(ResourceInfo resource) {
    if (resource == null || resource.getResourceMethod() == null) {
      return "unknown";
    }
    var method =
        Arrays.stream(resource.getResourceMethod().getAnnotations())
            .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
            .filter(Objects::nonNull)
            .map(HttpMethod::value)
            .findFirst()
            .orElse("?");
    var path =
        Stream.of(
                resource.getResourceClass().getAnnotation(Path.class),
                resource.getResourceMethod().getAnnotation(Path.class))
            .filter(Objects::nonNull)
            .map(Path::value)
            .flatMap(part -> Arrays.stream(part.split("/")))
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining("/", "/", ""));
    return method + " " + path;
  }
}
