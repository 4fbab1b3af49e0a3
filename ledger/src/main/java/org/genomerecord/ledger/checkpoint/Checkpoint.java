package org.genomerecord.ledger.checkpoint;

import java.util.List;
import org.genomerecord.ledger.text.Malformed;
import org.genomerecord.ledger.text.StrictText;
import org.genomerecord.ledger.tree.Hash;

/// What a log says of itself: the text of a checkpoint.
///
/// @param origin which log, such as `genome-record.example/consent`
/// @param size in leaves
/// @param root of the tree of that size
/// @param extensions further lines; ours have none, and an ML-DSA-44 signature does not cover them
public record Checkpoint(String origin, long size, Hash root, List<String> extensions) {
  private static final int LINES = 3;

  /// @throws Malformed if a line would be empty or have a newline in it, or the size is negative
  public Checkpoint {
    extensions = List.copyOf(extensions);
    requireLine(origin);
    extensions.forEach(Checkpoint::requireLine);
    if (size < 0) {
      throw new Malformed("a tree has no negative size");
    }
  }

  public Checkpoint(String origin, long size, Hash root) {
    this(origin, size, root, List.of());
  }

  private static void requireLine(String line) {
    if (line.isEmpty() || line.indexOf('\n') >= 0) {
      throw new Malformed("a line of a checkpoint is not empty");
    }
  }

  /// The text that is signed.
  public String text() {
    var text = new StringBuilder();
    text.append(origin).append('\n').append(size).append('\n').append(root.base64()).append('\n');
    extensions.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  /// The reverse of [#text].
  ///
  /// @throws Malformed if it is no checkpoint's text
  public static Checkpoint parse(String text) {
    var lines = StrictText.lines(text);
    if (lines.size() < LINES) {
      throw new Malformed("a checkpoint has three lines");
    }
    return new Checkpoint(
        lines.get(0),
        StrictText.decimal(lines.get(1)),
        Hash.ofBase64(lines.get(2)),
        lines.subList(LINES, lines.size()));
  }
}
