package org.genomerecord.gateway.route;

import io.vertx.core.http.HttpMethod;
import org.genomerecord.gateway.limit.BodyKind;

/// One operation of the public API.
public record Route(
    HttpMethod method, PathTemplate template, Destination destination, Door door, BodyKind body) {

  /// Who is let in. Which role may do what is for the services to decide, and to record.
  public enum Door {
    /// Anyone.
    OPEN,
    /// Who shows a valid access token.
    TOKEN
  }

  static Route page(HttpMethod method, String template, Destination.Page page) {
    return new Route(method, new PathTemplate(template), page, Door.OPEN, BodyKind.NONE);
  }

  static Route to(
      Destination.Service service, HttpMethod method, String template, Door door, BodyKind body) {
    return new Route(method, new PathTemplate(template), service, door, body);
  }

  /// Reads from the ledger of the log that the path names.
  static Route ledger(String template) {
    return new Route(
        HttpMethod.GET,
        new PathTemplate("/ledger/{log}/" + template),
        Destination.Named.LOG,
        Door.TOKEN,
        BodyKind.NONE);
  }
}
