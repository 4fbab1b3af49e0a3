package org.genomerecord.ingestion.vcf;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// An INFO or FORMAT key as its meta-information line declares it.
///
/// @param id the key
/// @param number a count, `A`, `R`, `G`, `.`, or one of the local counts of VCF 4.4 and 4.5
/// @param reservedIntegers whether the lowest integers stand for something else
record DeclaredKey(
    String id, Counting number, int count, Type type, Limit limit, boolean reservedIntegers) {
  enum Type {
    INTEGER,
    FLOAT,
    FLAG,
    CHARACTER,
    STRING
  }

  /// What the number of values follows from.
  enum Counting {
    COUNT,
    A,
    R,
    G,
    LA,
    LR,
    LG,
    P,
    ANY
  }

  /// What no value of a reserved key can be.
  enum Limit {
    NONE,
    /// A depth, a quality, a likelihood in phred or a count.
    NOT_NEGATIVE,
    /// A frequency or a probability.
    AT_MOST_ONE
  }

  /// What a value does not keep to.
  enum Mismatch {
    NONE,
    TYPE,
    COUNT,
    IMPOSSIBLE
  }

  private static final Map<String, Type> TYPES =
      Map.of(
          "Integer", Type.INTEGER,
          "Float", Type.FLOAT,
          "Flag", Type.FLAG,
          "Character", Type.CHARACTER,
          "String", Type.STRING);
  private static final Map<String, Counting> NUMBERS =
      Map.of(
          "A", Counting.A,
          "R", Counting.R,
          "G", Counting.G,
          "LA", Counting.LA,
          "LR", Counting.LR,
          "LG", Counting.LG,
          "P", Counting.P,
          "M", Counting.ANY,
          ".", Counting.ANY);

  /// Reserved keys of VCF 4.3 sections 1.6.1 and 1.6.2.
  private static final Set<String> NOT_NEGATIVE =
      Set.of(
          "DP", "AD", "ADF", "ADR", "GQ", "AN", "AC", "NS", "MQ0", "MQ", "PL", "LPL", "CN", "PS");

  /// From VCF 4.3 on a probability, before that on a logarithmic scale.
  private static final Set<String> PROBABILITIES = Set.of("GP", "LGP");

  /// @param minorVersion the `x` of VCF 4.x
  static Optional<DeclaredKey> of(String id, Map<String, String> fields, int minorVersion) {
    var written = fields.getOrDefault("Number", "");
    var type = TYPES.get(fields.getOrDefault("Type", ""));
    int count = Fields.wholeNumber(written);
    var number = NUMBERS.getOrDefault(written, Counting.COUNT);
    if (type == null || (number == Counting.COUNT && count < 0)) {
      return Optional.empty();
    }
    var limit =
        NOT_NEGATIVE.contains(id)
            ? Limit.NOT_NEGATIVE
            : id.equals("AF") || (minorVersion >= 3 && PROBABILITIES.contains(id))
                ? Limit.AT_MOST_ONE
                : Limit.NONE;
    return Optional.of(new DeclaredKey(id, number, count, type, limit, minorVersion >= 3));
  }

  boolean isFlag() {
    return type == Type.FLAG;
  }

  /// Whether it is counted by the local alleles of a sample.
  boolean isLocal() {
    return number == Counting.LA || number == Counting.LR || number == Counting.LG;
  }

  /// Whether it is declared as one text, as GT is reserved.
  boolean isOneText() {
    return type == Type.STRING && number == Counting.COUNT && count == 1;
  }

  /// @param alternatives number of ALT alleles of the record
  /// @param ploidy of the genotype, 2 where there is none
  /// @param localAlternatives number of local ALT alleles, -1 where the sample has no such list
  Mismatch mismatch(
      byte[] text, int from, int to, int alternatives, int ploidy, int localAlternatives) {
    if (isFlag() || Fields.isPoint(text, from, to)) {
      return from == to ? Mismatch.TYPE : Mismatch.NONE;
    }
    int expected = expected(alternatives, ploidy, localAlternatives);
    if (from == to && expected == 0) {
      return Mismatch.NONE;
    }
    if (type == Type.CHARACTER && expected != 1 && Fields.find(text, from, to, ',') == to) {
      // Callers write lists of characters without commas.
      return from == to ? Mismatch.TYPE : Mismatch.NONE;
    }
    int values = 0;
    boolean right = true;
    boolean possible = true;
    int at = from;
    while (true) {
      int end = Fields.find(text, at, to, ',');
      values++;
      if (!Fields.isPoint(text, at, end)) {
        right &= isOfType(text, at, end);
        possible &= limit == Limit.NONE || isPossible(text, at, end);
      }
      if (end == to) {
        break;
      }
      at = end + 1;
    }
    if (expected >= 0 && values != expected) {
      return Mismatch.COUNT;
    }
    if (!right) {
      return Mismatch.TYPE;
    }
    return possible ? Mismatch.NONE : Mismatch.IMPOSSIBLE;
  }

  private boolean isOfType(byte[] text, int from, int to) {
    return switch (type) {
      case INTEGER ->
          Fields.isInteger(text, from, to)
              // Of what cannot be negative they are as impossible as any negative integer.
              && !(reservedIntegers
                  && limit == Limit.NONE
                  && Fields.isReservedInteger(text, from, to));
      case FLOAT -> Fields.isFloat(text, from, to);
      case CHARACTER -> Fields.isOneCharacter(text, from, to);
      case FLAG, STRING -> from < to;
    };
  }

  private boolean isPossible(byte[] text, int from, int to) {
    if (from < to && text[from] == '-') {
      return false;
    }
    // A frequency that begins with its point or with a zero needs no reading.
    return limit != Limit.AT_MOST_ONE
        || from == to
        || text[from] == '.'
        || text[from] == '0'
        || !Fields.isFloat(text, from, to)
        || !isAboveOne(Fields.text(text, from, to));
  }

  private static boolean isAboveOne(String number) {
    return Character.isDigit(number.charAt(0)) && Double.parseDouble(number) > 1;
  }

  /// How many values there are to be, or -1 for any number.
  private int expected(int alternatives, int ploidy, int localAlternatives) {
    return switch (number) {
      case COUNT -> count;
      case A -> Math.max(alternatives, 1);
      case R -> alternatives + 1;
      case G -> genotypes(alternatives + 1, ploidy);
      case LA -> localAlternatives;
      case LR -> localAlternatives < 0 ? -1 : localAlternatives + 1;
      case LG -> localAlternatives < 0 ? -1 : genotypes(localAlternatives + 1, ploidy);
      case P -> ploidy;
      case ANY -> -1;
    };
  }

  /// Unordered genotypes of so many alleles: (alleles + ploidy - 1) over ploidy.
  private static int genotypes(int alleles, int ploidy) {
    if (ploidy == 2) {
      return alleles > 46_340 ? -1 : alleles * (alleles + 1) / 2;
    }
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
