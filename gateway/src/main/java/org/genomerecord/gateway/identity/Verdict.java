package org.genomerecord.gateway.identity;

/// What verifying a request's access token came to.
public sealed interface Verdict {
  /// Signed by the realm, valid now, meant for this suite.
  ///
  /// @param caller whose bounds it counts against: an organisation, or a person or client that
  ///   belongs to none
  record Verified(String caller) implements Verdict {}

  /// No bearer token was sent.
  record TokenMissing() implements Verdict {}

  /// A token was sent and is not acceptable: expired, wrongly signed, for someone else, not a
  /// token.
  record TokenRefused() implements Verdict {}

  /// The identity provider could not be asked for its keys: neither yes nor no.
  record Undecided() implements Verdict {}
}
