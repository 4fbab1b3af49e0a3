package org.genomerecord.ledger.checkpoint;

import java.util.Map;
import java.util.Set;
import org.genomerecord.ledger.note.VerifierKey;

/// What a policy says of a checkpoint.
///
/// @param logs keys of its log that signed
/// @param witnesses that cosigned, by their name in the policy, with the time each says it did, in
///   seconds since the epoch
/// @param accepted whether the checkpoint may be believed
/// @param reason why it may not, or empty
public record PolicyVerdict(
    Set<VerifierKey> logs, Map<String, Long> witnesses, boolean accepted, String reason) {
  public PolicyVerdict {
    logs = Set.copyOf(logs);
    witnesses = Map.copyOf(witnesses);
  }
}
