package org.genomerecord.ingestion.offline;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.genomerecord.ingestion.outside.FileFormat;

/// What a file seems to be, by its first bytes: a submission says it by its media type.
final class Recognition {
  /// So many bytes are looked at.
  static final int BYTES = 4096;

  private static final String VCF = "##";

  private static final Pattern VCF_NAME =
      Pattern.compile("\\.vcf(\\.b?gz)?$", Pattern.CASE_INSENSITIVE);

  /// With or without MLLP's first byte.
  private static final Pattern HL7V2 = Pattern.compile("\\x0B?MSH[^A-Za-z0-9\\s]");

  /// How the first line of an expression panel begins, whether or not it is written as it should
  /// be.
  private static final String EXPRESSION_HEADER = "gene\tvalue";

  private Recognition() {}

  private static boolean isOfAVcf(String line) {
    return line.startsWith("##fileformat=") || line.startsWith("#CHROM\t");
  }

  /// @param name of the file; one of a VCF is none of a table
  static Optional<FileFormat> of(byte[] start, String name) {
    return of(start).filter(format -> !isTable(format) || !VCF_NAME.matcher(name).find());
  }

  private static boolean isTable(FileFormat format) {
    return format == FileFormat.CALL_TABLE || format == FileFormat.EXPRESSION_PANEL;
  }

  /// Empty: a VCF, or whatever else its validation will find.
  private static Optional<FileFormat> of(byte[] start) {
    var text = new String(start, StandardCharsets.ISO_8859_1);
    if (text.stripLeading().startsWith("{")) {
      return Optional.of(FileFormat.FHIR);
    }
    if (HL7V2.matcher(text).lookingAt()) {
      return Optional.of(FileFormat.HL7V2);
    }
    // Also one with something above its header: that is what its validation says.
    if (text.startsWith(VCF) || text.lines().anyMatch(Recognition::isOfAVcf)) {
      return Optional.empty();
    }
    return text.lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .findFirst()
        .filter(line -> line.indexOf('\t') > 0 && line.chars().noneMatch(c -> c < '\t'))
        .map(line ->
            line.toLowerCase(Locale.ROOT).startsWith(EXPRESSION_HEADER)
                ? FileFormat.EXPRESSION_PANEL
                : FileFormat.CALL_TABLE);
  }
}
