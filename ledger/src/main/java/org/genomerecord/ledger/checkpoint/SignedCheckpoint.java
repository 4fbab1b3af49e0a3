package org.genomerecord.ledger.checkpoint;

import java.util.Collection;
import java.util.List;
import org.genomerecord.ledger.note.Note;
import org.genomerecord.ledger.note.NoteSignature;
import org.genomerecord.ledger.note.Verified;
import org.genomerecord.ledger.note.VerifierKey;
import org.genomerecord.ledger.text.Malformed;

/// A checkpoint with the signatures of its log and the cosignatures of witnesses. Nothing of it may
/// be believed before [#verify] or a [Policy].
///
/// @param checkpoint what the note says
public record SignedCheckpoint(Note note, Checkpoint checkpoint) {
  public SignedCheckpoint {
    if (!note.text().equals(checkpoint.text())) {
      throw new IllegalArgumentException("the note says something else");
    }
  }

  /// @throws Malformed if the note's text is no checkpoint's
  public static SignedCheckpoint of(Note note) {
    return new SignedCheckpoint(note, Checkpoint.parse(note.text()));
  }

  /// Reads a signed checkpoint.
  ///
  /// @throws Malformed if it is none
  public static SignedCheckpoint parse(byte[] bytes) {
    return of(Note.parse(bytes));
  }

  /// Reads a signed checkpoint.
  ///
  /// @throws Malformed if it is none
  public static SignedCheckpoint parse(String text) {
    return of(Note.parse(text));
  }

  /// The checkpoint as it is exchanged. Differs from what was parsed in nothing.
  public String format() {
    return note.format();
  }

  /// The same checkpoint with cosignatures added.
  public SignedCheckpoint with(List<NoteSignature> cosignatures) {
    return new SignedCheckpoint(note.with(cosignatures), checkpoint);
  }

  /// The signatures by known keys, each verified.
  ///
  /// @throws org.genomerecord.ledger.note.UnverifiedNote if one of them does not verify, or there
  ///   is none
  public List<Verified> verify(Collection<VerifierKey> known) {
    return note.verify(known);
  }
}
