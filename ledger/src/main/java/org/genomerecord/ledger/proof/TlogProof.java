package org.genomerecord.ledger.proof;

import java.util.List;
import java.util.stream.Collectors;
import org.genomerecord.ledger.checkpoint.Policy;
import org.genomerecord.ledger.checkpoint.PolicyVerdict;
import org.genomerecord.ledger.checkpoint.SignedCheckpoint;
import org.genomerecord.ledger.text.Malformed;
import org.genomerecord.ledger.text.Octets;
import org.genomerecord.ledger.text.StrictText;
import org.genomerecord.ledger.tree.Hash;
import org.genomerecord.ledger.tree.InvalidProof;
import org.genomerecord.ledger.tree.Proofs;
import org.jspecify.annotations.Nullable;

/// That an entry is at an index of a log whose checkpoint is signed and cosigned.
///
/// @param extra bytes that are not authenticated by themselves, such as the entry; ours is the
///   canonical envelope
/// @param index of the entry, from 0
/// @param path the inclusion proof, from the leaf's sibling up to the root's child
/// @param checkpoint of the tree that the path leads to
public record TlogProof(
    @Nullable Octets extra, long index, List<Hash> path, SignedCheckpoint checkpoint) {

  /// The ending that files with proofs have.
  public static final String FILE_EXTENSION = ".tlog-proof";

  private static final String HEADER = "c2sp.org/tlog-proof@v1";
  private static final String EXTRA = "extra ";
  private static final String INDEX = "index ";

  /// As high as a tree of at most 2^63 leaves is.
  private static final int PATH_MAX = 63;

  /// @throws Malformed if the index is negative or the path longer than any tree is high
  public TlogProof {
    path = List.copyOf(path);
    if (index < 0 || path.size() > PATH_MAX) {
      throw new Malformed("no tree has such an index or path");
    }
  }

  /// The text of the file.
  public String format() {
    return HEADER
        + "\n"
        + (extra == null ? "" : EXTRA + extra.base64() + "\n")
        + INDEX
        + index
        + "\n"
        + path.stream().map(hash -> hash.base64() + "\n").collect(Collectors.joining())
        + "\n"
        + checkpoint.format();
  }

  /// The reverse of [#format].
  ///
  /// @throws Malformed if it is no proof
  public static TlogProof parse(String text) {
    int end = text.indexOf("\n\n");
    if (end < 0) {
      throw new Malformed("no blank line before the checkpoint");
    }
    var lines = StrictText.lines(text.substring(0, end + 1));
    if (!lines.getFirst().equals(HEADER)) {
      throw new Malformed("the first line is not " + HEADER);
    }
    int at = 1;
    Octets extra = null;
    if (at < lines.size() && lines.get(at).startsWith(EXTRA)) {
      extra = Octets.base64(lines.get(at).substring(EXTRA.length()));
      at++;
    }
    if (at == lines.size() || !lines.get(at).startsWith(INDEX)) {
      throw new Malformed("no line with the index");
    }
    long index = StrictText.decimal(lines.get(at).substring(INDEX.length()));
    var path = lines.subList(at + 1, lines.size());
    if (path.size() > PATH_MAX) {
      throw new Malformed("no tree has such a path");
    }
    return new TlogProof(
        extra,
        index,
        path.stream().map(Hash::ofBase64).toList(),
        SignedCheckpoint.parse(text.substring(end + 2)));
  }

  /// That this entry is in the log.
  ///
  /// @param entry the bytes that the leaf covers; never taken from the proof without a look at them
  /// @return what the policy says of the checkpoint, which it accepts
  /// @throws InvalidProof if the policy does not accept the checkpoint, or the path does not lead
  ///   from the entry to its root
  public PolicyVerdict verify(byte[] entry, Policy policy) {
    var verdict = policy.judge(checkpoint);
    if (!verdict.accepted()) {
      throw new InvalidProof("the checkpoint is not to be trusted: " + verdict.reason());
    }
    var tree = checkpoint.checkpoint();
    Proofs.inclusion(index, tree.size(), Hash.leaf(entry), path, tree.root());
    return verdict;
  }
}
