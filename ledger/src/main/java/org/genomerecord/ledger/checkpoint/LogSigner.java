package org.genomerecord.ledger.checkpoint;

import java.util.List;
import java.util.stream.Collectors;
import org.genomerecord.ledger.note.Note;
import org.genomerecord.ledger.note.NoteSigner;
import org.genomerecord.ledger.note.Verified;
import org.genomerecord.ledger.note.VerifierKey;
import org.genomerecord.ledger.tree.Hash;
import org.genomerecord.ledger.tree.InvalidProof;
import org.genomerecord.ledger.tree.Proofs;

/// Signs a log's checkpoints with all its keys, and never one that does not continue the previous
/// (C2SP tlog-checkpoint, "Signatures"). Whoever uses it keeps each checkpoint durably before
/// showing it to anybody, and gives the latest as the previous one.
public final class LogSigner {
  private final String origin;
  private final List<NoteSigner> signers;

  /// @param origin of the log; the keys have it as their name
  /// @param signers such as `KeyFolder.load` gives for a log
  public LogSigner(String origin, List<NoteSigner> signers) {
    this.origin = origin;
    this.signers = List.copyOf(signers);
    if (signers.isEmpty()) {
      throw new IllegalArgumentException("a log signs with at least one key");
    }
    for (var key : verifiers()) {
      if (!key.name().equals(origin)) {
        throw new IllegalArgumentException("the keys of a log are named as its origin");
      }
    }
  }

  public String origin() {
    return origin;
  }

  /// What verifies the log's signatures: to be published, each as a vkey.
  public List<VerifierKey> verifiers() {
    return signers.stream().map(NoteSigner::verifier).toList();
  }

  /// Signs the first checkpoint of a log: of the tree without leaves, which every later tree
  /// continues.
  ///
  /// @param timestampSeconds since the epoch
  public SignedCheckpoint first(long timestampSeconds) {
    return signed(new Checkpoint(origin, 0, Hash.EMPTY_ROOT), timestampSeconds);
  }

  /// Signs the checkpoint that follows another: as large with the same root, or larger.
  ///
  /// @param previous the latest that was signed
  /// @param consistency that the tree of the new size begins with the previous one
  /// @param timestampSeconds since the epoch
  /// @throws InconsistentCheckpoint if the previous one is not of this log, signed with each of its
  ///   keys, or the new one does not continue it
  public SignedCheckpoint next(
      SignedCheckpoint previous,
      long size,
      Hash root,
      List<Hash> consistency,
      long timestampSeconds) {
    var earlier = previous.checkpoint();
    requireOwn(previous);
    try {
      Proofs.consistency(earlier.size(), size, earlier.root(), root, consistency);
    } catch (InvalidProof e) {
      throw new InconsistentCheckpoint(
          "the tree of size %d does not continue the one of size %d that was signed; %s"
              .formatted(size, earlier.size(), e.getMessage()));
    }
    return signed(new Checkpoint(origin, size, root), timestampSeconds);
  }

  private void requireOwn(SignedCheckpoint previous) {
    var earlier = previous.checkpoint();
    if (!earlier.origin().equals(origin)) {
      throw new InconsistentCheckpoint("the previous checkpoint is of another log");
    }
    var own = previous.verify(verifiers()).stream().map(Verified::key).collect(Collectors.toSet());
    if (!own.containsAll(verifiers())) {
      throw new InconsistentCheckpoint("a key of this log did not sign the previous checkpoint");
    }
  }

  private SignedCheckpoint signed(Checkpoint checkpoint, long timestampSeconds) {
    var text = checkpoint.text();
    var signatures = signers.stream().map(signer -> signer.sign(text, timestampSeconds)).toList();
    return new SignedCheckpoint(new Note(text, signatures), checkpoint);
  }
}
