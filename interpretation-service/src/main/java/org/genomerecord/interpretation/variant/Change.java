package org.genomerecord.interpretation.variant;

import java.util.Optional;

/// A difference from the reference with the bases it shares with the reference cut off, so that two
/// ways of writing it compare equal. Shared bases are cut at the end first, which puts an insertion
/// or deletion as far left as the bases that were given allow.
///
/// @param position where the reference bases begin, 1-based; for an insertion, the base it is put
///   before
/// @param reference the bases that are replaced, in capitals; empty for an insertion
/// @param alternate the bases in their place, in capitals; empty for a deletion
public record Change(int position, String reference, String alternate) {

  /// The change that turns the reference bases at a position into the alternate ones.
  public static Change of(int position, String reference, String alternate) {
    var end = 0;
    while (end < Math.min(reference.length(), alternate.length())
        && reference.charAt(reference.length() - 1 - end)
            == alternate.charAt(alternate.length() - 1 - end)) {
      end++;
    }
    var from = 0;
    while (from < Math.min(reference.length(), alternate.length()) - end
        && reference.charAt(from) == alternate.charAt(from)) {
      from++;
    }
    return new Change(
        position + from,
        reference.substring(from, reference.length() - end),
        alternate.substring(from, alternate.length() - end));
  }

  /// Whether bases are exchanged and none is gained or lost.
  public boolean isSubstitution() {
    return reference.length() == alternate.length();
  }

  /// Whether bases are only gained or only lost: then there may be several places for it.
  public boolean isIndel() {
    return reference.isEmpty() != alternate.isEmpty();
  }

  /// Whether both touch a common base, or insert at the same place.
  public boolean overlaps(Change other) {
    return position == other.position || (position < other.end() && other.position < end());
  }

  /// What the reference has from one change to the other if both are one insertion or deletion:
  /// nothing but what is gained or lost, over and over.
  ///
  /// @return empty if they cannot be one, or lie at one position
  public Optional<Window> between(Change other) {
    if (other.position < position) {
      return other.between(this);
    }
    var apart = other.position - position;
    if (apart == 0 || !isIndel() || !other.isIndel() || !other.movedLeft(apart).equals(this)) {
      return Optional.empty();
    }
    var bases = apart + reference.length();
    return Optional.of(
        new Window(position, seed().repeat(bases / seed().length() + 1).substring(0, bases)));
  }

  /// The position behind the last base that is replaced.
  int end() {
    return position + reference.length();
  }

  /// The bases that an insertion or deletion gains or loses.
  String seed() {
    return reference.isEmpty() ? alternate : reference;
  }

  /// The same insertion or deletion so many bases further left, where it may be put as well.
  Change movedLeft(int bases) {
    var seed = seed();
    var cut = seed.length() - bases % seed.length();
    var turned = seed.substring(cut) + seed.substring(0, cut);
    return reference.isEmpty()
        ? new Change(position - bases, "", turned)
        : new Change(position - bases, turned, "");
  }

  /// Prints no bases.
  @Override
  public String toString() {
    return "Change";
  }
}
