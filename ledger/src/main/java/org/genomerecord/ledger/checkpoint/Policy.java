package org.genomerecord.ledger.checkpoint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.genomerecord.ledger.note.UnverifiedNote;
import org.genomerecord.ledger.note.Verified;
import org.genomerecord.ledger.note.VerifierKey;

/// Which logs and witnesses are trusted, and how many witnesses make a checkpoint acceptable (C2SP
/// tlog-policy).
///
/// @param logs any of which must have signed; a log's name is its origin
/// @param witnesses by the name that the policy gives them
/// @param quorum what the witnesses must amount to
public record Policy(List<VerifierKey> logs, Map<String, VerifierKey> witnesses, Quorum quorum) {
  public Policy {
    logs = List.copyOf(logs);
    witnesses = Map.copyOf(witnesses);
  }

  /// Reads a policy file.
  ///
  /// @throws org.genomerecord.ledger.text.Malformed if it is none; the message names the line
  public static Policy parse(String file) {
    return new PolicyReader().read(file);
  }

  /// Judges a checkpoint. Never throws for what the checkpoint says: what is wrong with it is in
  /// the verdict.
  public PolicyVerdict judge(SignedCheckpoint checkpoint) {
    var known = new ArrayList<VerifierKey>();
    logs.stream()
        .filter(log -> log.name().equals(checkpoint.checkpoint().origin()))
        .forEach(known::add);
    int ofLog = known.size();
    known.addAll(witnesses.values());
    List<Verified> verified;
    try {
      verified = checkpoint.verify(known);
    } catch (UnverifiedNote e) {
      return new PolicyVerdict(Set.of(), Map.of(), false, String.valueOf(e.getMessage()));
    }
    var timestamps = new HashMap<VerifierKey, Long>();
    verified.forEach(one -> timestamps.merge(one.key(), one.timestampSeconds(), Math::max));
    var signedBy =
        known.subList(0, ofLog).stream()
            .filter(timestamps::containsKey)
            .collect(Collectors.toUnmodifiableSet());
    var cosigned = new TreeMap<String, Long>();
    witnesses.forEach((name, key) -> {
      var timestamp = timestamps.get(key);
      if (timestamp != null) {
        cosigned.put(name, timestamp);
      }
    });
    boolean enough = quorum.reachedBy(cosigned.keySet());
    var reason =
        signedBy.isEmpty()
            ? "no trusted log of this origin signed it"
            : enough ? "" : "its witnesses are no quorum";
    return new PolicyVerdict(signedBy, cosigned, reason.isEmpty(), reason);
  }
}
