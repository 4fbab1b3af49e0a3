package org.genomerecord.ledger.audit;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.genomerecord.ledger.checkpoint.Policy;
import org.genomerecord.ledger.checkpoint.SignedCheckpoint;
import org.genomerecord.ledger.note.UnverifiedNote;
import org.genomerecord.ledger.note.Verified;
import org.genomerecord.ledger.note.VerifierKey;
import org.genomerecord.ledger.text.Malformed;

/// The public keys that are trusted: one policy for all logs, or several.
final class Policies {
  private final List<Policy> policies;

  /// @throws Malformed if two policies have keys for the same log: which witnesses it takes would
  ///   depend on their order
  Policies(List<Policy> policies) {
    this.policies = List.copyOf(policies);
    var origins = new HashSet<String>();
    for (var policy : policies) {
      policy.logs().stream()
          .map(VerifierKey::name)
          .distinct()
          .filter(origin -> !origins.add(origin))
          .findFirst()
          .ifPresent(origin -> {
            throw new Malformed("two policies have keys for one log, " + origin);
          });
    }
  }

  /// The policy that trusts keys for this origin, if one does.
  Optional<Policy> of(String origin) {
    return policies.stream()
        .filter(policy -> policy.logs().stream().anyMatch(key -> key.name().equals(origin)))
        .findFirst();
  }

  /// What is wrong with the signatures of a checkpoint; nothing, if every key of its log signed it
  /// and the witnesses are a quorum. A policy alone would be content with one of the log's keys.
  Judgement judge(SignedCheckpoint checkpoint) {
    var origin = checkpoint.checkpoint().origin();
    var policy = of(origin);
    if (policy.isEmpty()) {
      return Judgement.unsigned("no policy has a key for its origin, " + origin);
    }
    var verdict = policy.get().judge(checkpoint);
    if (verdict.logs().isEmpty()) {
      return Judgement.unsigned(verdict.reason());
    }
    var missing = new HashSet<>(keys(policy.get(), origin));
    missing.removeAll(verdict.logs());
    var unsigned =
        missing.isEmpty()
            ? ""
            : "not signed with its key "
                + missing.stream().map(Policies::named).sorted().collect(Collectors.joining(", "));
    return new Judgement(
        unsigned,
        verdict.accepted() ? "" : verdict.reason(),
        verdict.logs().stream().map(Policies::named).sorted().toList(),
        verdict.witnesses(),
        signedAtSeconds(checkpoint, policy.get()));
  }

  /// When the log says it signed; ML-DSA-44 signatures have a time.
  private static OptionalLong signedAtSeconds(SignedCheckpoint checkpoint, Policy policy) {
    try {
      return checkpoint.verify(keys(policy, checkpoint.checkpoint().origin())).stream()
          .mapToLong(Verified::timestampSeconds)
          .filter(seconds -> seconds > 0)
          .min();
    } catch (UnverifiedNote _) {
      return OptionalLong.empty();
    }
  }

  private static List<VerifierKey> keys(Policy policy, String origin) {
    return policy.logs().stream().filter(key -> key.name().equals(origin)).toList();
  }

  /// A key as a person tells it from others: name, algorithm, key id.
  static String named(VerifierKey key) {
    return "%s %s %08x".formatted(key.name(), key.type().algorithm(), key.keyId());
  }

  /// What the policies say of a checkpoint.
  ///
  /// @param unsigned why the log's signatures do not suffice, or empty
  /// @param unwitnessed why the witnesses do not, or empty
  /// @param keys of the log that signed
  /// @param witnesses that cosigned, and when each says it did, in seconds since the epoch
  /// @param signedAtSeconds when the log says it signed
  record Judgement(
      String unsigned,
      String unwitnessed,
      List<String> keys,
      Map<String, Long> witnesses,
      OptionalLong signedAtSeconds) {
    Judgement {
      keys = List.copyOf(keys);
      witnesses = Map.copyOf(witnesses);
    }

    static Judgement unsigned(String reason) {
      return new Judgement(reason, "", List.of(), Map.of(), OptionalLong.empty());
    }

    /// Whether a key of its log signed it: then it is evidence of what the log said, whoever shows
    /// it.
    boolean isSignedByItsLog() {
      return !keys.isEmpty();
    }

    boolean accepted() {
      return unsigned.isEmpty() && unwitnessed.isEmpty();
    }

    /// The earliest time at which a witness saw it.
    OptionalLong witnessedAtSeconds() {
      return witnesses.values().stream().mapToLong(Long::longValue).min();
    }
  }
}
