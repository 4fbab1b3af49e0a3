package org.genomerecord.record.permit;

import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way that subject keys and opened data take between services: on this machine only, unless
/// the operator says what protects it.
///
/// A key is sealed to its request in any case (see [org.genomerecord.record.seal.KeyInTransit]);
/// tokens and what services answer each other with are not.
public final class KeyLink {
  private static final Logger LOG = LoggerFactory.getLogger(KeyLink.class);
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "[::1]", "localhost");

  private KeyLink() {}

  /// Fails the start of a service whose keys would travel unprotected.
  ///
  /// @param host that is listened on, or asked
  /// @param isTls whether that is by TLS and in no other way
  /// @param protection `genome.key-link`: `loopback`, `tls` (the services authenticate each other
  ///   by TLS, see [MutualTls]), `mesh` (something beneath them does) or `plain` (nothing; for a
  ///   trial)
  /// @throws IllegalStateException if the host is not this machine, and nothing is said to protect
  ///   the way there
  public static void require(String host, boolean isTls, String protection) {
    switch (protection) {
      case "mesh" -> {}
      case "tls" -> {
        if (!isTls) {
          throw new IllegalStateException(
              "keys would travel in the clear: with genome.key-link tls, addresses are https and"
                  + " the profile is tls (docs/operating.md)");
        }
      }
      case "plain" ->
          LOG.warn("tokens travel between services in the clear: not for real patients");
      case "loopback" -> {
        if (!LOOPBACK.contains(host)) {
          throw new IllegalStateException(
              "keys would leave this machine: set the profile tls, or genome.key-link to mesh"
                  + " where a mesh has all services authenticate each other (docs/operating.md)");
        }
      }
      default -> throw new IllegalStateException("genome.key-link is loopback, tls, mesh or plain");
    }
  }
}
