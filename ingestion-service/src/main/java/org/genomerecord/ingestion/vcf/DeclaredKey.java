package org.genomerecord.ingestion.vcf;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// An INFO or FORMAT key as its meta-information line declares it.
///
/// @param number a count, `A`, `R`, `G`, `.`, or one of the local counts of VCF 4.4 and 4.5
/// @param type `Integer`, `Float`, `Flag`, `Character` or `String`
record DeclaredKey(String number, String type) {
  private static final Set<String> TYPES =
      Set.of("Integer", "Float", "Flag", "Character", "String");
  private static final Set<String> NUMBERS = Set.of("A", "R", "G", ".", "LA", "LR", "LG", "P", "M");

  /// What a value does not keep to.
  enum Mismatch {
    TYPE,
    COUNT
  }

  static Optional<DeclaredKey> of(Map<String, String> fields) {
    var number = fields.getOrDefault("Number", "");
    var type = fields.getOrDefault("Type", "");
    if (!TYPES.contains(type) || !(NUMBERS.contains(number) || Fields.wholeNumber(number) >= 0)) {
      return Optional.empty();
    }
    return Optional.of(new DeclaredKey(number, type));
  }

  boolean isFlag() {
    return type.equals("Flag");
  }

  /// @param alternatives number of ALT alleles of the record
  /// @param ploidy of the genotype, 2 where there is none
  /// @param localAlternatives number of local ALT alleles, -1 where the sample has no such list
  Optional<Mismatch> mismatch(String value, int alternatives, int ploidy, int localAlternatives) {
    // Callers write lists of characters without commas, so neither count nor type can be held
    // against them.
    if (value.equals(".") || type.equals("Character") || isFlag()) {
      return Optional.empty();
    }
    int expected = expected(alternatives, ploidy, localAlternatives);
    if (expected >= 0 && Fields.count(value, ',') != expected) {
      return Optional.of(Mismatch.COUNT);
    }
    if (type.equals("String")) {
      return Optional.empty();
    }
    for (var one : Fields.split(value, ',')) {
      boolean right =
          one.equals(".") || (type.equals("Integer") ? Fields.isInteger(one) : Fields.isFloat(one));
      if (!right) {
        return Optional.of(Mismatch.TYPE);
      }
    }
    return Optional.empty();
  }

  /// How many values there are to be, or -1 for any number.
  private int expected(int alternatives, int ploidy, int localAlternatives) {
    return switch (number) {
      case "A" -> Math.max(alternatives, 1);
      case "R" -> alternatives + 1;
      case "G" -> genotypes(alternatives + 1, ploidy);
      case "LA" -> localAlternatives;
      case "LR" -> localAlternatives < 0 ? -1 : localAlternatives + 1;
      case "LG" -> localAlternatives < 0 ? -1 : genotypes(localAlternatives + 1, ploidy);
      case "P" -> ploidy;
      case ".", "M" -> -1;
      default -> Fields.wholeNumber(number);
    };
  }

  /// Unordered genotypes of so many alleles: (alleles + ploidy - 1) over ploidy.
  private static int genotypes(int alleles, int ploidy) {
    long count = 1;
    for (int chosen = 1; chosen <= ploidy; chosen++) {
      count = count * (alleles + chosen - 1) / chosen;
      if (count > Integer.MAX_VALUE) {
        return -1;
      }
    }
    return (int) count;
  }
}
