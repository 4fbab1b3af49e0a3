package org.genomerecord.record.store;

import java.util.List;
import org.genomerecord.ledger.envelope.EnvelopeTooLarge;
import org.genomerecord.ledger.text.Malformed;
import org.genomerecord.ledger.tree.Hash;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;

/// A request with what the ledger will hold of it. It is made by whoever asks, on as many threads
/// as there are: the batch that takes it in has one thread, and everybody waits for it.
///
/// @param append as asked
/// @param leafHashes of its events, in order
record HashedAppend(Append append, List<Hash> leafHashes) {
  HashedAppend {
    leafHashes = List.copyOf(leafHashes);
  }

  /// @throws Refusal incorrect, if the ledger cannot hold one of the events
  static HashedAppend of(Append append) {
    try {
      return new HashedAppend(
          append, append.events().stream().map(Envelope::leafHash).map(Hash::of).toList());
    } catch (EnvelopeTooLarge e) {
      throw new Refusal(Category.INCORRECT, "event-too-large", String.valueOf(e.getMessage()));
    } catch (Malformed _) {
      throw new Refusal(
          Category.INCORRECT, "event-not-text", "a text of the event has half a character");
    }
  }
}
