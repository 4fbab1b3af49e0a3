package org.genomerecord.interpretation.variant;

/// A short contig made for a test.
record SyntheticReference(String contig, int first, String sequence) implements Reference {
  @Override
  public String bases(String asked, int from, int to) {
    var start = Math.max(from, first) - first;
    var end = Math.min(to, first + sequence.length() - 1) - first + 1;
    return asked.equals(contig) && start < end ? sequence.substring(start, end) : "";
  }

  /// The contig of somebody who carries the record's alternate.
  String with(int position, String ref, String alt) {
    var from = position - first;
    if (!sequence.startsWith(ref, from)) {
      throw new AssertionError("the record does not fit the reference");
    }
    return sequence.substring(0, from) + alt + sequence.substring(from + ref.length());
  }
}
