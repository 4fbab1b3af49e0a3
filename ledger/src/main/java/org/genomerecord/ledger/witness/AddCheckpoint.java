package org.genomerecord.ledger.witness;

import java.util.List;
import java.util.stream.Collectors;
import org.genomerecord.ledger.checkpoint.SignedCheckpoint;
import org.genomerecord.ledger.text.Malformed;
import org.genomerecord.ledger.text.StrictText;
import org.genomerecord.ledger.tree.Hash;

/// What a log asks of a witness (C2SP tlog-witness, "add-checkpoint").
///
/// @param oldSize of the checkpoint that the witness cosigned last, in leaves
/// @param proof that the new checkpoint continues it
public record AddCheckpoint(long oldSize, List<Hash> proof, SignedCheckpoint checkpoint) {
  /// Bytes of a request that are read at all: a note, and what stands before it.
  public static final int BYTES_MAX = 270_000;

  private static final int PROOF_MAX = 63;
  private static final String OLD = "old ";

  /// @throws Malformed if the proof has more than 63 hashes, or the old size is negative
  public AddCheckpoint {
    proof = List.copyOf(proof);
    if (oldSize < 0 || proof.size() > PROOF_MAX) {
      throw new Malformed("no tree has such a size or proof");
    }
  }

  /// The body of the request.
  public String format() {
    return OLD
        + oldSize
        + "\n"
        + proof.stream().map(hash -> hash.base64() + "\n").collect(Collectors.joining())
        + "\n"
        + checkpoint.format();
  }

  /// The reverse of [#format].
  ///
  /// @throws Malformed if it is no such request
  public static AddCheckpoint parse(byte[] body) {
    if (body.length > BYTES_MAX) {
      throw new Malformed("a request has at most " + BYTES_MAX + " bytes");
    }
    var text = StrictText.fromUtf8(body);
    int end = text.indexOf("\n\n");
    if (end < 0 || !text.startsWith(OLD)) {
      throw new Malformed("no old size, or no blank line before the checkpoint");
    }
    var lines = StrictText.lines(text.substring(OLD.length(), end + 1));
    if (lines.size() > PROOF_MAX + 1) {
      throw new Malformed("a proof has at most " + PROOF_MAX + " hashes");
    }
    return new AddCheckpoint(
        StrictText.decimal(lines.getFirst()),
        lines.subList(1, lines.size()).stream().map(Hash::ofBase64).toList(),
        SignedCheckpoint.parse(text.substring(end + 2)));
  }
}
