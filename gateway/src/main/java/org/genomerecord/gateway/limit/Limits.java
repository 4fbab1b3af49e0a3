package org.genomerecord.gateway.limit;

import io.smallrye.config.ConfigMapping;

/// Bounds of the door, from `gateway.limits.*`. The defaults, with their reasons, are in
/// `application.properties`; every bound is required to be there.
@ConfigMapping(prefix = "gateway.limits")
public interface Limits {
  /// Largest body of a JSON request, in bytes.
  long jsonBodyBytesMax();

  /// Largest submitted VCF as sent (compressed, if it is), in bytes.
  long submissionBodyBytesMax();

  /// How long to wait for a connection to a service, its queue included.
  int serviceConnectTimeoutMillis();

  /// How long a service may be silent once it has the whole request. Longer than the longest
  /// `Prefer: wait`.
  int serviceAnswerTimeoutMillis();

  /// Connections to one service at a time.
  int serviceConnectionsMax();

  /// Requests that may wait for a connection to a service.
  int serviceQueueLengthMax();

  /// Requests of one organisation under way at a time, or of one person or client that belongs to
  /// none. A small part of the connections to one service.
  int requestsUnderWayPerCallerMax();

  /// How long to wait for the identity provider.
  int identityTimeoutMillis();

  /// After an early answer, how long the rest of a request body is read and thrown away before the
  /// connection is closed: closing at once can destroy the answer on its way (RFC 9112, 9.6).
  int unreadBodyLingerMillis();

  /// What `Retry-After` says when a service or the identity provider is unavailable.
  int retryAfterSeconds();
}
