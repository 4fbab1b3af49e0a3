package org.genomerecord.consent.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/// The questions that are ready to be asked, with what each takes.
enum ReportQuestion {
  // 2,192 days hold six years with their leap days, wherever they begin.
  ACCOUNTING_OF_DISCLOSURES(
      "To whom one patient's data was disclosed, over six years (45 CFR 164.528): without treatment, payment, operations and the patient's own reads, which include=all has, too",
      "patient from until include after limit",
      2_192,
      2_192),
  EVERYTHING_OF_ACTOR(
      "Everything that one person or service did", "actor from until after limit", 0, 0),
  REFUSALS_BY_REASON("How often what was refused, and why", "from until", 30, 366),
  EMERGENCY_WITHOUT_REVIEW(
      "Emergency accesses that nobody has reviewed yet, the longest waiting first",
      "from until after limit",
      0,
      0),
  AFTER_WITHDRAWAL(
      "What was disclosed under consents that were withdrawn in a period, before they were",
      "patient from until after limit",
      30,
      366),
  OUTSIDE_WORKING_HOURS(
      "What people were permitted to see at night and at the weekend",
      "role organisation from until zone begin end weekend after limit",
      30,
      92),
  MOST_READ_PATIENTS(
      "Which patients' data people were permitted to see most often", "from until limit", 30, 92);

  private final String words;
  private final String parameters;
  private final int daysByDefault;
  private final int daysMax;

  /// @param parameters names of its query parameters, separated by spaces
  /// @param daysByDefault how long its period is if the request does not say; 0: all there is
  /// @param daysMax how long it is at most; 0: all there is
  ReportQuestion(String words, String parameters, int daysByDefault, int daysMax) {
    this.words = words;
    this.parameters = parameters;
    this.daysByDefault = daysByDefault;
    this.daysMax = daysMax;
  }

  /// A period that a question is asked about.
  ///
  /// @param from inclusive; null: from the beginning
  /// @param until exclusive
  record Period(@Nullable Instant from, Instant until) {}

  /// As it stands in a path, such as `most-read-patients`.
  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// What it answers, in plain words.
  String words() {
    return words;
  }

  /// Names of its query parameters.
  Set<String> parameters() {
    return new TreeSet<>(List.of(parameters.split(" ", -1)));
  }

  /// How many days it goes over at most, if there is a bound.
  Optional<Long> daysMax() {
    return daysMax == 0 ? Optional.empty() : Optional.of((long) daysMax);
  }

  /// @throws Refusal incorrect, if the period is empty or longer than the question may be
  Period period(@Nullable Instant from, @Nullable Instant until, Instant now) {
    var end = until == null ? now : until;
    var begin =
        from != null || daysByDefault == 0 ? from : end.minus(Duration.ofDays(daysByDefault));
    if (begin != null && !begin.isBefore(end)) {
      throw new Refusal(Category.INCORRECT, "until", "a period ends after it begins");
    }
    if (daysMax > 0
        && begin != null
        && Duration.between(begin, end).compareTo(Duration.ofDays(daysMax)) > 0) {
      throw new Refusal(
          Category.INCORRECT,
          "period-too-long",
          code() + " goes over " + daysMax + " days at most");
    }
    return new Period(begin, end);
  }

  /// @throws Refusal not-found, naming the questions that there are
  static ReportQuestion of(String code) {
    return Arrays.stream(values())
        .filter(question -> question.code().equals(code))
        .findFirst()
        .orElseThrow(() ->
            new Refusal(
                Category.NOT_FOUND,
                "question-unknown",
                Arrays.stream(values())
                    .map(ReportQuestion::code)
                    .collect(Collectors.joining(", ", "there are: ", ""))));
  }
}
