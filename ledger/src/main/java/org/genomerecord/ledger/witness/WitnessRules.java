package org.genomerecord.ledger.witness;

import java.util.List;
import java.util.Map;
import org.genomerecord.ledger.checkpoint.Checkpoint;
import org.genomerecord.ledger.note.UnverifiedNote;
import org.genomerecord.ledger.note.VerifierKey;
import org.genomerecord.ledger.tree.Hash;
import org.genomerecord.ledger.tree.InvalidProof;
import org.genomerecord.ledger.tree.Proofs;
import org.jspecify.annotations.Nullable;

/// Decides what a witness answers, in the order of C2SP tlog-witness: pure.
public final class WitnessRules {
  private WitnessRules() {}

  /// What a witness answers to a request.
  public sealed interface Answer {
    /// 200: the checkpoint is to be kept as the latest, durably, and then cosigned.
    record Cosign() implements Answer {}

    /// 400: the old size is larger than the new one.
    record OldSizeTooLarge() implements Answer {}

    /// 403: no trusted key of the log signed it, or the signature of one does not verify.
    record NotSigned() implements Answer {}

    /// 404: the origin is not one of the trusted logs.
    record UnknownOrigin() implements Answer {}

    /// 409: the latest cosigned checkpoint has another size than the request says, or the same size
    /// and another root.
    ///
    /// @param size of the latest cosigned checkpoint
    record Conflict(long size) implements Answer {}

    /// 422: the proof does not verify. Perhaps evidence against the log.
    record NotProven() implements Answer {}
  }

  /// @param trusted the keys of each trusted log by its origin
  /// @param latest the checkpoint of this origin that was cosigned last, or null
  public static Answer decide(
      Map<String, List<VerifierKey>> trusted, @Nullable Checkpoint latest, AddCheckpoint request) {
    var next = request.checkpoint().checkpoint();
    var keys = trusted.get(next.origin());
    if (keys == null) {
      return new Answer.UnknownOrigin();
    }
    try {
      request.checkpoint().verify(keys);
    } catch (UnverifiedNote _) {
      return new Answer.NotSigned();
    }
    if (request.oldSize() > next.size()) {
      return new Answer.OldSizeTooLarge();
    }
    long size = latest == null ? 0 : latest.size();
    var root = latest == null ? Hash.EMPTY_ROOT : latest.root();
    boolean sameSizeOtherRoot = next.size() == size && !next.root().equals(root);
    if (request.oldSize() != size || sameSizeOtherRoot) {
      return new Answer.Conflict(size);
    }
    try {
      Proofs.consistency(size, next.size(), root, next.root(), request.proof());
    } catch (InvalidProof _) {
      return new Answer.NotProven();
    }
    return new Answer.Cosign();
  }
}
