package org.genomerecord.ingestion.vcf;

import java.util.Map;
import java.util.regex.Pattern;

/// What meta-information may call its keys, and by what it may count their values.
final class DeclaredNames {
  /// From this version on keys have a form (VCF 4.3 sections 1.6.1 and 1.6.2).
  private static final int HAVE_FORM = 3;

  private static final Pattern INFO = Pattern.compile("[A-Za-z_][0-9A-Za-z_.]*|1000G");
  private static final Pattern FORMAT = Pattern.compile("[A-Za-z_][0-9A-Za-z_.]*");
  private static final Pattern FILTER = Pattern.compile("[^\\s;]+");
  private static final Pattern ALT = Pattern.compile("[^\\s,<>]+");

  /// The version that each count of values came with; all other counts are of the first.
  private static final Map<String, Integer> SINCE =
      Map.of("R", 2, "P", 4, "LA", 5, "LR", 5, "LG", 5, "M", 5);

  /// Number and Type of reserved keys (VCF 4.3 sections 1.6.1 and 1.6.2).
  private static final Map<String, String> RESERVED_INFO =
      Map.ofEntries(
          Map.entry("AA", "1 String"),
          Map.entry("AC", "A Integer"),
          Map.entry("AD", "R Integer"),
          Map.entry("ADF", "R Integer"),
          Map.entry("ADR", "R Integer"),
          Map.entry("AF", "A Float"),
          Map.entry("AN", "1 Integer"),
          Map.entry("BQ", "1 Float"),
          Map.entry("CIGAR", "A String"),
          Map.entry("DB", "0 Flag"),
          Map.entry("DP", "1 Integer"),
          Map.entry("END", "1 Integer"),
          Map.entry("MQ", "1 Float"),
          Map.entry("MQ0", "1 Integer"),
          Map.entry("NS", "1 Integer"),
          Map.entry("SB", "4 Integer"));

  private static final Map<String, String> RESERVED_FORMAT =
      Map.ofEntries(
          Map.entry("AD", "R Integer"),
          Map.entry("ADF", "R Integer"),
          Map.entry("ADR", "R Integer"),
          Map.entry("DP", "1 Integer"),
          Map.entry("EC", "A Integer"),
          Map.entry("FT", "1 String"),
          Map.entry("GL", "G Float"),
          Map.entry("GP", "G Float"),
          Map.entry("GQ", "1 Integer"),
          Map.entry("HQ", "2 Integer"),
          Map.entry("MQ", "1 Integer"),
          Map.entry("PL", "G Integer"),
          Map.entry("PQ", "1 Integer"),
          Map.entry("PS", "1 Integer"));

  private DeclaredNames() {}

  /// Before 4.3 callers were freer, as depths by allele had no Number of their own.
  static boolean isAsReserved(String key, Map<String, String> fields, int minorVersion) {
    var id = fields.getOrDefault("ID", "");
    var reserved =
        switch (key) {
          case "INFO" -> RESERVED_INFO.get(id);
          case "FORMAT" -> RESERVED_FORMAT.get(id);
          default -> null;
        };
    return minorVersion < HAVE_FORM
        || reserved == null
        || reserved.equals(fields.get("Number") + " " + fields.get("Type"));
  }

  static boolean isUsual(String key, String id, int minorVersion) {
    if (key.equals("FILTER") && id.equals("0")) {
      return false;
    }
    return minorVersion < HAVE_FORM
        || switch (key) {
          case "INFO" -> INFO.matcher(id).matches();
          case "FORMAT" -> FORMAT.matcher(id).matches();
          case "FILTER" -> FILTER.matcher(id).matches();
          case "ALT" -> ALT.matcher(id).matches();
          default -> true;
        };
  }

  /// All but R are of samples only.
  static boolean isCountOf(String key, String number, int minorVersion) {
    var since = SINCE.get(number);
    return since == null || (minorVersion >= since && (key.equals("FORMAT") || number.equals("R")));
  }
}
