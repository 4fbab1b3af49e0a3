package org.genomerecord.interpretation.callset;

import htsjdk.samtools.util.BlockCompressedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.genomerecord.record.region.RegionIndex;
import org.genomerecord.record.region.TextBlocks;

/// The bytes of a synthetic call set, with the index that its validation makes of it.
public final class IndexedCallSet {
  private static final int BLOCK_LENGTH_AT = 16;
  private static final int TEXT_LENGTH_BYTES = 4;

  private final byte[] bytes;
  private final RegionIndex index;

  private IndexedCallSet(byte[] bytes, RegionIndex index) {
    this.bytes = bytes;
    this.index = index;
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  public RegionIndex index() {
    return index;
  }

  public static IndexedCallSet plain(String text) {
    return new IndexedCallSet(text.getBytes(StandardCharsets.UTF_8), index(text, new TextBlocks()));
  }

  /// @param cuts where blocks end, besides where they are full
  public static IndexedCallSet bgzip(String text, Random cuts) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new BlockCompressedOutputStream(bytes, (File) null)) {
      var left = text.getBytes(StandardCharsets.UTF_8);
      int at = 0;
      while (at < left.length) {
        int length = Math.min(left.length - at, 1 + cuts.nextInt(100_000));
        out.write(left, at, length);
        out.flush();
        at += length;
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    var file = bytes.toByteArray();
    return new IndexedCallSet(file, index(text, blocks(file)));
  }

  /// From the lengths that each block has of itself and of its text, SAM specification 4.1.
  private static TextBlocks blocks(byte[] file) {
    var blocks = new TextBlocks();
    long text = 0;
    int at = 0;
    while (at < file.length) {
      blocks.add(text, at);
      at += number(file, at + BLOCK_LENGTH_AT, 2) + 1;
      text += number(file, at - TEXT_LENGTH_BYTES, TEXT_LENGTH_BYTES);
    }
    return blocks;
  }

  private static int number(byte[] file, int at, int bytes) {
    int number = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      number = number << 8 | (file[at + i] & 0xFF);
    }
    return number;
  }

  private static RegionIndex index(String text, TextBlocks blocks) {
    var index = new RegionIndex.Builder();
    long offset = 0;
    for (var line : text.split("\n", -1)) {
      if (!line.startsWith("#") && !line.isEmpty()) {
        var columns = line.split("\t", -1);
        int position = Integer.parseInt(columns[1]);
        int end = position + columns[3].length() - 1;
        if (columns[7].startsWith("END=")) {
          end = Math.max(end, Integer.parseInt(columns[7].substring("END=".length())));
        }
        index.add(columns[0], position, end, offset);
      }
      offset += line.getBytes(StandardCharsets.UTF_8).length + 1L;
    }
    return index.build(blocks).orElseThrow();
  }

  @Override
  public String toString() {
    return "IndexedCallSet";
  }
}
