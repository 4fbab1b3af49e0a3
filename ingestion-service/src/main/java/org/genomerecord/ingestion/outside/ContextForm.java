package org.genomerecord.ingestion.outside;

import java.util.regex.Pattern;

/// Forms of what is said of where a result comes from, whether a request says it or a file.
public final class ContextForm {
  /// Code of HL7 v2 table 0487, which sites extend: only its form is checked.
  public static final Pattern SPECIMEN_TYPE = Pattern.compile("[A-Z][A-Z0-9]{1,9}");

  public static final int TEXT_LENGTH_MAX = 128;

  /// Text, such as the name of who ordered a test.
  public static final Pattern TEXT = Pattern.compile("[^\\p{Cntrl}]{1," + TEXT_LENGTH_MAX + "}");

  private ContextForm() {}
}
