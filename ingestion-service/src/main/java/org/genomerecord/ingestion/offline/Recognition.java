package org.genomerecord.ingestion.offline;

import java.nio.charset.StandardCharsets;
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

  private static final Pattern TABLE_NAME = Pattern.compile("\\.tsv$", Pattern.CASE_INSENSITIVE);

  /// With or without MLLP's first byte.
  private static final Pattern HL7V2 = Pattern.compile("\\x0B?MSH[^A-Za-z0-9\\s]");

  /// How the first line of an expression panel begins, whether or not it is written as it should
  /// be.
  private static final Pattern EXPRESSION_HEADER =
      Pattern.compile("gene[\\t ,;]+value", Pattern.CASE_INSENSITIVE);

  private Recognition() {}

  /// Empty: a VCF, or whatever else its validation will find.
  ///
  /// @param name of the file; one of a VCF is none of a table, and one of a table is none of a VCF
  ///   without its header
  static Optional<FileFormat> of(byte[] start, String name) {
    var text = new String(start, StandardCharsets.ISO_8859_1);
    if (text.stripLeading().startsWith("{")) {
      return Optional.of(FileFormat.FHIR);
    }
    if (HL7V2.matcher(text).lookingAt()) {
      return Optional.of(FileFormat.HL7V2);
    }
    boolean isNamedTable = TABLE_NAME.matcher(name).find();
    if (VCF_NAME.matcher(name).find() || isOfAVcf(text, isNamedTable)) {
      return Optional.empty();
    }
    var line = text.lines().filter(one -> !one.isBlank() && !one.startsWith("#")).findFirst();
    return isNamedTable || line.filter(Recognition::hasCells).isPresent()
        ? Optional.of(table(line.orElse("")))
        : Optional.empty();
  }

  /// Also one with something above its header: that is what its validation says.
  private static boolean isOfAVcf(String text, boolean isNamedTable) {
    return (!isNamedTable && text.startsWith(VCF))
        || text.lines()
            .anyMatch(line -> line.startsWith("##fileformat=") || line.startsWith("#CHROM\t"));
  }

  private static boolean hasCells(String line) {
    return line.indexOf('\t') > 0 && line.chars().noneMatch(c -> c < '\t');
  }

  private static FileFormat table(String firstLine) {
    return EXPRESSION_HEADER.matcher(firstLine).lookingAt()
        ? FileFormat.EXPRESSION_PANEL
        : FileFormat.CALL_TABLE;
  }
}
