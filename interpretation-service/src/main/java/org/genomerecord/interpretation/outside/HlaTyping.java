package org.genomerecord.interpretation.outside;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a laboratory's call says of one allele that guidelines ask for, such as `*57:01`: that it
/// is carried, that it is not, or nothing. Alleles are written after the HLA nomenclature
/// (doi:10.1111/j.1399-0039.2010.01466.x): fields with `:` between, then perhaps a letter.
///
/// What is not told is not negative: a typing of fewer fields, of one copy or of another allele
/// alone leaves it open, and so does a name of the nomenclature before colons (`*1502`).
final class HlaTyping {
  private static final Pattern ALLELE = Pattern.compile("\\*(\\d{1,4}(?::\\d{2,4}){0,3})([A-Zg]?)");

  /// Not expressed: what it would do to a drug is not known.
  private static final String NULL_ALLELE = "N";

  private static final int COPIES = 2;

  private HlaTyping() {}

  /// Empty if the call does not tell, or contradicts itself.
  static Optional<Boolean> carries(OutsideCall call, String asked) {
    var told =
        Stream.of(stated(call.phenotype(), asked), typed(call.diplotype(), asked))
            .flatMap(Optional::stream)
            .distinct()
            .toList();
    return told.size() == 1 ? Optional.of(told.getFirst()) : Optional.empty();
  }

  /// By words such as `*57:01 positive, *58:01 negative`.
  private static Optional<Boolean> stated(String phenotype, String asked) {
    var said =
        Stream.of(phenotype.toLowerCase(Locale.ROOT).split("[,;]", -1)).map(String::strip).toList();
    boolean positive = said.contains(asked + " positive");
    return positive == said.contains(asked + " negative")
        ? Optional.empty()
        : Optional.of(positive);
  }

  private static Optional<Boolean> typed(String diplotype, String asked) {
    var copies =
        Stream.of(diplotype.split("/", -1)).map(copy -> isThat(copy.strip(), asked)).toList();
    if (copies.contains(Optional.of(true))) {
      return Optional.of(true);
    }
    return copies.size() == COPIES && copies.stream().allMatch(Optional::isPresent)
        ? Optional.of(false)
        : Optional.empty();
  }

  /// An allele typed to more fields than asked for is that allele; one of a group of that name
  /// (`*57:01:01G`, `*57:01P`) is taken for it.
  private static Optional<Boolean> isThat(String typed, String asked) {
    var allele = ALLELE.matcher(typed);
    if (!allele.matches()) {
      return Optional.empty();
    }
    var fields = List.of(allele.group(1).split(":", -1));
    var askedFields = List.of(asked.substring(1).split(":", -1));
    if (fields.getFirst().length() != askedFields.getFirst().length()) {
      return Optional.empty();
    }
    int compared = Math.min(fields.size(), askedFields.size());
    if (!fields.subList(0, compared).equals(askedFields.subList(0, compared))) {
      return Optional.of(false);
    }
    return fields.size() < askedFields.size() || allele.group(2).equals(NULL_ALLELE)
        ? Optional.empty()
        : Optional.of(true);
  }
}
