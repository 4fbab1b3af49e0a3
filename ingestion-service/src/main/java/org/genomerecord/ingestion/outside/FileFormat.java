package org.genomerecord.ingestion.outside;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.genomerecord.record.event.DataClass;

/// What a submitted file can be, by its media type; whatever is none of these is taken for a VCF.
public enum FileFormat {
  /// Lines of gene, diplotype, phenotype, activity score and copy number.
  CALL_TABLE("text/tab-separated-values"),
  /// A genetic report in FHIR R4.
  FHIR("application/fhir+json"),
  /// Results in HL7 v2.5.1, an ORU^R01 in ER7.
  HL7V2("application/hl7-v2"),
  /// Lines of gene, value and unit: the expression of the genes of an assay.
  EXPRESSION_PANEL("text/vnd.genome-record.expression-panel");

  /// What a receiver of HL7 v2 is also sent, and means the same.
  private static final Set<String> OTHER_HL7V2 =
      Set.of("application/hl7-v2+er7", "x-application/hl7-v2+er7");

  /// What is sent by mistake, and would be told what is wrong with it as a VCF.
  private static final Set<String> NOT_TAKEN =
      Set.of(
          "text/csv",
          "text/html",
          "text/xml",
          "application/xml",
          "application/json",
          "application/pdf");

  private final String mediaType;

  FileFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  /// Without parameters.
  public String mediaType() {
    return mediaType;
  }

  /// Whether such a file says whose it is.
  public boolean namesPatient() {
    return this == FHIR || this == HL7V2;
  }

  /// What a permit to collect such a file has to be for. An expression panel has a class of its
  /// own, whatever it was measured in.
  ///
  /// @param format empty: a VCF
  /// @param isSomatic whether it is of a tumour, as the submission says
  public static DataClass collected(Optional<FileFormat> format, boolean isSomatic) {
    if (format.filter(one -> one == EXPRESSION_PANEL).isPresent()) {
      return DataClass.EXPRESSION;
    }
    return isSomatic ? DataClass.TUMOUR : DataClass.PHARMACOGENOMIC;
  }

  private static String typeOf(String contentType) {
    return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  /// Whether a `Content-Type` says that it is none of these, and no VCF.
  public static boolean isNone(String contentType) {
    var type = typeOf(contentType);
    return type.startsWith("multipart/") || NOT_TAKEN.contains(type);
  }

  /// All of them, for who sent another.
  public static String mediaTypes() {
    return Arrays.stream(values()).map(FileFormat::mediaType).collect(Collectors.joining(", "));
  }

  /// The format of a `Content-Type`, parameters and case aside.
  public static Optional<FileFormat> of(String contentType) {
    var type = typeOf(contentType);
    if (OTHER_HL7V2.contains(type)) {
      return Optional.of(HL7V2);
    }
    return Arrays.stream(values()).filter(format -> format.mediaType.equals(type)).findFirst();
  }
}
