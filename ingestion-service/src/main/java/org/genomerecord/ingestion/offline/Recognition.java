package org.genomerecord.ingestion.offline;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.genomerecord.ingestion.outside.FileFormat;

/// What a file seems to be, by its first bytes: a submission says it by its media type.
final class Recognition {
  /// So many bytes are looked at.
  static final int BYTES = 4096;

  private static final String VCF = "##";

  private Recognition() {}

  /// Empty: a VCF, or whatever else its validation will find.
  static Optional<FileFormat> of(byte[] start) {
    var text = new String(start, StandardCharsets.ISO_8859_1);
    if (text.stripLeading().startsWith("{")) {
      return Optional.of(FileFormat.FHIR);
    }
    if (text.startsWith(VCF)) {
      return Optional.empty();
    }
    return text.lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .findFirst()
        .filter(line -> line.indexOf('\t') > 0 && line.chars().noneMatch(c -> c < '\t'))
        .map(_ -> FileFormat.CALL_TABLE);
  }
}
