package org.genomerecord.record.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Set;
import java.util.regex.Pattern;

/// Conditions of use in research: modifiers of the GA4GH Data Use Ontology, in its own identifiers
/// and labels (github.com/EBISPOT/DUO, `duo.csv`). A stored code never changes its meaning.
public enum DuoModifier {
  /// Genetic studies only.
  @JsonProperty("DUO:0000016")
  GSO(Values.NONE),
  /// No general methods research, such as the development of software or algorithms.
  @JsonProperty("DUO:0000015")
  NMDS(Values.NONE),
  /// Not for profit organisation use only.
  @JsonProperty("DUO:0000045")
  NPU(Values.NONE),
  /// Non-commercial use only.
  @JsonProperty("DUO:0000046")
  NCU(Values.NONE),
  /// Not for profit, non commercial use only.
  @JsonProperty("DUO:0000018")
  NPUNCU(Values.NONE),
  /// Ethics approval required.
  @JsonProperty("DUO:0000021")
  IRB(Values.NONE),
  /// Geographical restriction. Values: regions, ISO 3166-1 alpha-2, such as `DE`.
  @JsonProperty("DUO:0000022")
  GS(Values.REGIONS),
  /// User specific restriction. Values: ids of persons, as they stand in tokens.
  @JsonProperty("DUO:0000026")
  US(Values.IDS),
  /// Project specific restriction. Values: names of projects.
  @JsonProperty("DUO:0000027")
  PS(Values.IDS),
  /// Institution specific restriction. Values: ids of organisations, as they stand in tokens.
  @JsonProperty("DUO:0000028")
  IS(Values.IDS),
  /// Publication required.
  @JsonProperty("DUO:0000019")
  PUB(Values.NONE),
  /// Collaboration required.
  @JsonProperty("DUO:0000020")
  COL(Values.NONE),
  /// Publication moratorium. Value: the date until which nothing is published, such as
  /// `2027-12-31`.
  @JsonProperty("DUO:0000024")
  MOR(Values.DATE),
  /// Time limit on use. Value: months, such as `12`.
  @JsonProperty("DUO:0000025")
  TS(Values.MONTHS),
  /// Return to database or resource.
  @JsonProperty("DUO:0000029")
  RTN(Values.NONE);

  private static final int VALUES_MAX = 32;

  private final Values values;

  DuoModifier(Values values) {
    this.values = values;
  }

  private enum Values {
    NONE(0, ""),
    REGIONS(VALUES_MAX, "[A-Z]{2}"),
    IDS(VALUES_MAX, "[A-Za-z0-9-]{1,52}"),
    DATE(1, "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"),
    MONTHS(1, "[1-9][0-9]{0,2}");

    private final int max;
    private final Pattern form;

    Values(int max, String form) {
      this.max = max;
      this.form = Pattern.compile(form);
    }
  }

  /// Whether it says something only with values.
  public boolean hasValues() {
    return values != Values.NONE;
  }

  /// Whether this is a value of the form that the modifier takes.
  public boolean isValue(String value) {
    return hasValues() && values.form.matcher(value).matches();
  }

  /// Whether it may stand with these values: none where it takes none, and otherwise at least one.
  public boolean takes(Set<String> some) {
    return hasValues()
        ? !some.isEmpty() && some.size() <= values.max && some.stream().allMatch(this::isValue)
        : some.isEmpty();
  }

  /// The stored code, such as `DUO:0000045`.
  public String code() {
    return switch (this) {
      case GSO -> "DUO:0000016";
      case NMDS -> "DUO:0000015";
      case NPU -> "DUO:0000045";
      case NCU -> "DUO:0000046";
      case NPUNCU -> "DUO:0000018";
      case IRB -> "DUO:0000021";
      case GS -> "DUO:0000022";
      case US -> "DUO:0000026";
      case PS -> "DUO:0000027";
      case IS -> "DUO:0000028";
      case PUB -> "DUO:0000019";
      case COL -> "DUO:0000020";
      case MOR -> "DUO:0000024";
      case TS -> "DUO:0000025";
      case RTN -> "DUO:0000029";
    };
  }
}
