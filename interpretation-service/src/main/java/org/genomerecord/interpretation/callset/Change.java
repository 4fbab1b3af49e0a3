package org.genomerecord.interpretation.callset;

/// A difference from the reference with the bases it shares with the reference cut off, so that two
/// ways of writing it compare equal. Shared bases are cut at the end first.
///
/// @param position where the reference bases begin; for an insertion, the base it is put before
record Change(int position, String reference, String alternate) {

  static Change of(int position, String reference, String alternate) {
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

  boolean isSubstitution() {
    return reference.length() == alternate.length();
  }

  /// Whether both touch a common base, or insert at the same place.
  boolean overlaps(Change other) {
    return position == other.position || (position < other.end() && other.position < end());
  }

  private int end() {
    return position + reference.length();
  }

  /// Prints no bases.
  @Override
  public String toString() {
    return "Change";
  }
}
