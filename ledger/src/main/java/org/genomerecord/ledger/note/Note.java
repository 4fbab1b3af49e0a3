package org.genomerecord.ledger.note;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.genomerecord.ledger.text.Malformed;
import org.genomerecord.ledger.text.StrictText;

/// A text and signature lines. Nothing of it may be believed before [#verify].
///
/// @param text ends in a newline; no control characters but newlines
/// @param signatures 1 to 64 of them, by known and unknown keys
public record Note(String text, List<NoteSignature> signatures) {
  /// Signatures that a note may have; verifiers must accept 16.
  public static final int SIGNATURES_MAX = 64;

  /// Bytes of a note that are read at all.
  public static final int BYTES_MAX = 262_144;

  private static final String SEPARATOR = "\n\n";

  /// @throws Malformed if the text or the number of signatures is not as said
  public Note {
    signatures = List.copyOf(signatures);
    if (!text.endsWith("\n") || text.chars().anyMatch(c -> c < ' ' && c != '\n')) {
      throw new Malformed("a note's text ends in a newline and has no control characters");
    }
    if (signatures.isEmpty() || signatures.size() > SIGNATURES_MAX) {
      throw new Malformed("a note has 1 to " + SIGNATURES_MAX + " signatures");
    }
  }

  /// Reads a note.
  ///
  /// @throws Malformed if it is none
  public static Note parse(byte[] bytes) {
    if (bytes.length > BYTES_MAX) {
      throw new Malformed("a note has at most " + BYTES_MAX + " bytes");
    }
    return parse(StrictText.fromUtf8(bytes));
  }

  /// Reads a note.
  ///
  /// @throws Malformed if it is none
  public static Note parse(String note) {
    if (note.length() > BYTES_MAX) {
      throw new Malformed("a note has at most " + BYTES_MAX + " bytes");
    }
    int separator = note.lastIndexOf(SEPARATOR);
    if (separator < 0) {
      throw new Malformed("no blank line before the signatures");
    }
    var signatures = StrictText.lines(note.substring(separator + SEPARATOR.length()));
    return new Note(
        note.substring(0, separator + 1), signatures.stream().map(NoteSignature::parse).toList());
  }

  /// The note as it is exchanged. Differs from what was parsed in nothing.
  public String format() {
    return text
        + "\n"
        + signatures.stream().map(line -> line.line() + "\n").collect(Collectors.joining());
  }

  /// The same text with signatures added at the end.
  public Note with(List<NoteSignature> added) {
    var all = new ArrayList<>(signatures);
    all.addAll(added);
    return new Note(text, all);
  }

  /// The signatures by known keys, each verified; those by unknown keys are passed over.
  ///
  /// @throws UnverifiedNote if one by a known key does not verify, or there is none
  public List<Verified> verify(Collection<VerifierKey> known) {
    var verified = new ArrayList<Verified>();
    for (var signature : signatures) {
      for (var key : known) {
        if (key.claims(signature)) {
          if (!key.verifies(text, signature)) {
            throw new UnverifiedNote("a signature of a known key does not verify: " + key.name());
          }
          verified.add(new Verified(key, key.timestampSeconds(signature)));
        }
      }
    }
    if (verified.isEmpty()) {
      throw new UnverifiedNote("no signature is by a known key");
    }
    return List.copyOf(verified);
  }
}
