package org.genomerecord.localstack.story;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.genomerecord.localstack.StackFault;
import org.jspecify.annotations.Nullable;

/// The file that the laboratory of the story submits.
///
/// @param resource of the class path, or null
/// @param file on disk, or null
/// @param sample name of the patient's sample, if the file has several
/// @param assembly as the laboratory states it
public record SubmittedFile(
    @Nullable String resource,
    @Nullable Path file,
    @Nullable String sample,
    @Nullable String assembly) {
  private static final int MARKS_MAX = 40;
  private static final int SAMPLE_COLUMNS_FROM = 9;
  private static final int NAME_LENGTH_MIN = 6;

  /// The synthetic sample that comes with the suite.
  public static final SubmittedFile SYNTHETIC =
      new SubmittedFile("/sample/synthetic-patient.vcf", null, null, null);

  /// A file that must be refused, at its line 4.
  static final SubmittedFile BROKEN = new SubmittedFile("/sample/broken.vcf", null, null, null);

  /// A file of the user's own.
  static SubmittedFile of(Path file, @Nullable String sample, @Nullable String assembly) {
    return new SubmittedFile(null, file, sample, assembly);
  }

  /// The bytes as they are.
  public byte[] bytes() {
    try {
      if (file != null) {
        return Files.readAllBytes(file);
      }
      try (var sample =
          Objects.requireNonNull(
              SubmittedFile.class.getResourceAsStream(Objects.requireNonNull(resource)),
              "the sample")) {
        return sample.readAllBytes();
      }
    } catch (IOException e) {
      throw new StackFault(
          "The file " + file + " cannot be read", "Give the path of a VCF file.", e);
    }
  }

  /// Pieces of the file's text that must be found nowhere at rest: the beginnings of its first data
  /// lines, and the names of its samples where they are long enough to mean something.
  List<String> marks() {
    var marks = new ArrayList<String>();
    try (var lines = new BufferedReader(new InputStreamReader(text(), StandardCharsets.UTF_8))) {
      for (var line = lines.readLine();
          line != null && marks.size() < MARKS_MAX;
          line = lines.readLine()) {
        if (line.startsWith("#CHROM")) {
          Arrays.stream(line.split("\t", -1))
              .skip(SAMPLE_COLUMNS_FROM)
              .limit(2)
              .filter(name -> name.length() >= NAME_LENGTH_MIN)
              .forEach(marks::add);
        } else if (!line.startsWith("#")) {
          var columns = line.split("\t", 6);
          if (columns.length == 6) {
            marks.add(columns[0] + "\t" + columns[1] + "\t");
          }
        }
      }
    } catch (IOException _) {
      // A file that is no VCF has no lines to look for; the suite refuses it.
      return List.copyOf(marks);
    }
    return List.copyOf(marks);
  }

  private InputStream text() {
    var bytes = bytes();
    try {
      return bytes.length > 1 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b
          ? new GZIPInputStream(new ByteArrayInputStream(bytes))
          : new ByteArrayInputStream(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
