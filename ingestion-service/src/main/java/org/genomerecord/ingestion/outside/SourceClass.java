package org.genomerecord.ingestion.outside;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The genomic source class of a result: what the patient was born with, or what a tumour has.
public enum SourceClass {
  GERMLINE("germline"),
  SOMATIC("somatic");

  /// LOINC code of the question.
  public static final String LOINC = "48002-0";

  /// Answers of LOINC's list LL378-1; what is likely somatic is not taken for what is inherited.
  private static final Map<String, SourceClass> ANSWERS =
      Map.of(
          "LA6683-2", GERMLINE,
          "LA18194-3", GERMLINE,
          "LA6684-0", SOMATIC,
          "LA18195-0", SOMATIC);

  private static final Pattern ANSWER = Pattern.compile("LA[0-9]{1,6}-[0-9]");

  private final String word;

  SourceClass(String word) {
    this.word = word;
  }

  /// As a submission states it.
  public String word() {
    return word;
  }

  /// Of a word, exactly so.
  public static Optional<SourceClass> named(String word) {
    return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
  }

  public static Set<String> words() {
    return Arrays.stream(values()).map(SourceClass::word).collect(Collectors.toUnmodifiableSet());
  }

  /// What one code of LOINC's list says. Empty for every other code.
  public static Optional<SourceClass> ofAnswer(String code) {
    return Optional.ofNullable(ANSWERS.get(code));
  }

  /// What the codes of one answer say, codes of other lists aside. Empty if they say nothing,
  /// contradict each other, or name another answer, such as Fetal or Unknown genomic origin: that
  /// is not the patient's own, or may not be.
  public static Optional<SourceClass> answered(Collection<String> codes) {
    var answers = codes.stream().filter(ANSWER.asMatchPredicate()).toList();
    var known = answers.stream().filter(ANSWERS::containsKey).map(ANSWERS::get).distinct().toList();
    return known.size() == 1 && ANSWERS.keySet().containsAll(answers)
        ? Optional.of(known.getFirst())
        : Optional.empty();
  }
}
