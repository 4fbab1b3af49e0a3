package org.genomerecord.ingestion.family;

import java.util.List;
import java.util.Set;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/// What a laboratory reports about two relatives. A study of three is one report for each pair.
///
/// @param number the laboratory's own study number, 1 to 64 printable characters
/// @param members two: the subject first, then the relative
/// @param relationship what the relative is to the subject: a code of HL7 v3 `FamilyMember` that is
///   about descent (`http://terminology.hl7.org/CodeSystem/v3-RoleCode`), such as `NMTH`
/// @param confirmed whether the genotypes bear the relationship out
/// @param kinship estimated kinship coefficient, from 0 (unrelated) to 0.5 (the same genome), or
///   null if none was estimated
record StudyReport(
    String number,
    List<Member> members,
    String relationship,
    Boolean confirmed,
    @Nullable Double kinship) {
  private static final int MEMBERS = 2;
  private static final int NUMBER_LENGTH_MAX = 64;
  private static final double KINSHIP_MAX = 0.5;

  private static final Set<String> AFFECTED = Set.of("affected", "unaffected", "unknown");

  /// The codes of `FamilyMember` that say who descends from whom. Marriage, adoption and fostering
  /// are nothing that genotypes show.
  private static final Set<String> BY_DESCENT =
      Set.of(
          "NPRN NMTH NFTH NCHILD DAU SON NSIB NSIS NBRO HSIB HSIS HBRO"
              .concat(" TWIN TWINSIS TWINBRO FTWIN FTWINSIS FTWINBRO ITWIN ITWINSIS ITWINBRO")
              .concat(" GRPRN GRMTH GRFTH MGRPRN MGRMTH MGRFTH PGRPRN PGRMTH PGRFTH")
              .concat(" GRNDCHILD GRNDDAU GRNDSON AUNT MAUNT PAUNT UNCLE MUNCLE PUNCLE")
              .concat(" NIENEPH NIECE NEPHEW COUSN MCOUSN PCOUSN")
              .split(" ", -1));

  /// @param accession the laboratory's own number of an accession that was accepted
  /// @param affected whether the member has the condition that the study is about: `affected`,
  ///   `unaffected`, `unknown`; null: the study is about none
  record Member(String accession, @Nullable String affected) {
    @Override
    public String toString() {
      return "Member[…]";
    }
  }

  /// Checks what came from outside.
  ///
  /// @throws Refusal incorrect, naming what is missing or wrong
  static StudyReport checked(@Nullable StudyReport report) {
    if (report == null) {
      throw wrong("the body", "the JSON object of a family study");
    }
    report.check();
    return report;
  }

  /// JSON leaves absent what the components promise.
  @SuppressWarnings("NullAway")
  private void check() {
    if (!isNumber(number)) {
      throw wrong("number", "your own number of the study, 1 to 64 printable characters");
    }
    if (members == null || members.size() != MEMBERS || members.contains(null)) {
      throw wrong("members", "the subject and the relative");
    }
    for (var member : members) {
      if (!isNumber(member.accession())) {
        throw wrong("members.accession", "your accession number, 1 to 64 printable characters");
      }
      if (member.affected() != null && !AFFECTED.contains(member.affected())) {
        throw wrong("members.affected", "affected, unaffected or unknown");
      }
    }
    if (relationship == null || !BY_DESCENT.contains(relationship)) {
      throw wrong("relationship", "a code of HL7 v3 FamilyMember that is about descent");
    }
    if (confirmed == null) {
      throw wrong("confirmed", "whether the genotypes bear the relationship out");
    }
    if (kinship != null && !(kinship >= 0 && kinship <= KINSHIP_MAX)) {
      throw wrong("kinship", "a coefficient from 0 to 0.5; an estimate below 0 is 0");
    }
  }

  private static boolean isNumber(@Nullable String text) {
    return text != null
        && !text.isEmpty()
        && text.length() <= NUMBER_LENGTH_MAX
        && text.chars().allMatch(c -> c > ' ' && c < 127);
  }

  private static Refusal wrong(String field, String expected) {
    return new Refusal(Category.INCORRECT, "family-study", field + " holds " + expected);
  }

  @Override
  public String toString() {
    return "StudyReport[…]";
  }
}
