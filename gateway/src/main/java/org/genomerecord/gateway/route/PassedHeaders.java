package org.genomerecord.gateway.route;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Which headers go through the door, in both directions.
///
/// Inwards only what is listed: a header a service trusts (`Forwarded`, `X-Forwarded-*`, a proxy's
/// user name, baggage) cannot be sent from outside, nor can one that is invented later. Hop-by-hop
/// headers (RFC 9110, 7.6.1) are not listed either.
public final class PassedHeaders {
  /// What a service may see of a request. The request id and the trace context are not passed but
  /// set here: the service's parent span is the gateway's.
  static final Set<String> INWARDS =
      Set.of(
          "accept",
          "accept-encoding",
          "accept-language",
          "accession",
          "assembly",
          "authorization",
          "content-digest",
          "content-encoding",
          "content-length",
          "content-type",
          "correction-reason",
          "fresh-as-of",
          "idempotency-key",
          "if-match",
          "if-none-match",
          "patient-identifier",
          "prefer",
          "purpose-of-use",
          "research-use",
          "sample",
          "submission-context",
          "test-code",
          "tus-resumable",
          "upload-checksum",
          "upload-defer-length",
          "upload-length",
          "upload-metadata",
          "upload-offset",
          "user-agent");

  /// What a service may not say: what belongs to its own connection, and what the door says itself.
  static final Set<String> NOT_OUTWARDS =
      Set.of(
          "cache-control",
          "connection",
          "content-security-policy",
          "keep-alive",
          PageStyle.HEADER,
          "pragma",
          "proxy-authenticate",
          "proxy-connection",
          "referrer-policy",
          "server",
          "set-cookie",
          "strict-transport-security",
          "te",
          "trace-id",
          "traceparent",
          "tracestate",
          "trailer",
          "upgrade",
          "via",
          "x-content-type-options",
          "x-frame-options",
          "x-powered-by",
          "x-request-id");

  private PassedHeaders() {}

  /// Removes from a request's headers what no service may see. The token goes only to routes that
  /// need one.
  static void inwards(MultiMap headers, Route.Door door) {
    Set<String> ofThisHop = namedByConnection(headers);
    for (String name : List.copyOf(headers.names())) {
      String lower = name.toLowerCase(Locale.ROOT);
      boolean passes =
          INWARDS.contains(lower)
              && !ofThisHop.contains(lower)
              && (door == Route.Door.TOKEN || !lower.equals("authorization"));
      if (!passes) {
        headers.remove(name);
      }
    }
  }

  /// Removes from an answer's headers what no service may say.
  static void outwards(MultiMap headers) {
    Set<String> ofThisHop = namedByConnection(headers);
    for (String name : List.copyOf(headers.names())) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (NOT_OUTWARDS.contains(lower) || ofThisHop.contains(lower)) {
        headers.remove(name);
      }
    }
  }

  private static Set<String> namedByConnection(MultiMap headers) {
    return headers.getAll("connection").stream()
        .flatMap(value -> List.of(value.split(",", -1)).stream())
        .map(name -> name.trim().toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }
}
