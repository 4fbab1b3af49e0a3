package org.genomerecord.ingestion.vcf;

import java.util.Arrays;

/// One line as bytes with the places of its tabs. The same object stands for one line after the
/// other: what is to be kept of a line is copied from it.
final class VcfLine {
  private final int columnsMax;
  private int[] ends = new int[64];
  private byte[] text = new byte[0];
  private int from;
  private int to;
  private int columnCount;
  private long number;
  private long textOffset;
  private boolean spaced;

  /// @param columnsMax of more columns than this only the number is known
  VcfLine(int columnsMax) {
    this.columnsMax = columnsMax;
  }

  /// The bytes that the ranges of this line are of; more than the line itself.
  byte[] text() {
    return text;
  }

  /// 1-based.
  long number() {
    return number;
  }

  /// Of its first byte, in the whole text.
  long textOffset() {
    return textOffset;
  }

  int columnCount() {
    return columnCount;
  }

  boolean isEmpty() {
    return from == to;
  }

  /// Whether a space is anywhere in it.
  boolean hasSpace() {
    return spaced;
  }

  int length() {
    return to - from;
  }

  /// @param column from 0
  int from(int column) {
    return column == 0 ? from : ends[column - 1] + 1;
  }

  /// The end of a column, exclusive.
  int to(int column) {
    return column == columnCount - 1 ? to : ends[column];
  }

  boolean startsWith(String ascii) {
    if (length() < ascii.length()) {
      return false;
    }
    for (int at = 0; at < ascii.length(); at++) {
      if (text[from + at] != ascii.charAt(at)) {
        return false;
      }
    }
    return true;
  }

  /// The whole line as text.
  String string() {
    return Fields.text(text, from, to);
  }

  void begin(long lineNumber) {
    number = lineNumber;
    columnCount = 1;
    spaced = false;
  }

  void tabAt(int at) {
    if (columnCount < columnsMax) {
      if (columnCount > ends.length) {
        ends = Arrays.copyOf(ends, Math.min(2 * ends.length, columnsMax));
      }
      ends[columnCount - 1] = at;
    }
    columnCount++;
  }

  void spaceSeen() {
    spaced = true;
  }

  /// The line's bytes have moved within its buffer, or to another.
  void moved(int by) {
    for (int tab = 0; tab < Math.min(columnCount, columnsMax) - 1; tab++) {
      ends[tab] += by;
    }
  }

  void end(byte[] buffer, int lineFrom, int lineTo, long offset) {
    text = buffer;
    from = lineFrom;
    to = lineTo;
    textOffset = offset;
  }
}
