package org.genomerecord.ingestion.callset;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.genomerecord.ingestion.hl7v2.Origin;
import org.genomerecord.ingestion.hl7v2.Origin.Said;
import org.jspecify.annotations.Nullable;

/// The context of a message: what its request says of it, and of the rest what it says itself.
///
/// @param header null: the request says nothing
record MessageContext(@Nullable SubmissionContext header, Origin said) {
  private static final String UNKNOWN = "unknown";

  /// A code or a moment of the message that is another in its request; which of the two is meant,
  /// or whose specimen it is, nobody here can tell. One person's name is written in many ways:
  /// there the request counts.
  Optional<Said<?>> contradiction() {
    if (header == null) {
      return Optional.empty();
    }
    return Stream.of(
            differing(header.specimenType(), said.specimenType()),
            differing(header.collectedAt(), said.collectedAt(), MessageContext::isOneMoment),
            differing(header.source(), said.source()),
            differing(known(header.sex()), known(said.sex())))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static <T> Optional<Said<?>> differing(@Nullable T stated, @Nullable Said<T> told) {
    return differing(stated, told, Object::equals);
  }

  private static <T> Optional<Said<?>> differing(
      @Nullable T stated, @Nullable Said<T> told, BiPredicate<T, T> agree) {
    return stated == null || told == null || agree.test(stated, told.value())
        ? Optional.empty()
        : Optional.of(told);
  }

  /// Whether two moments are one, as exactly as the coarser of them is written. A message has no
  /// fractions here; who knows the minute alone leaves the seconds out or fills them with zeros.
  private static boolean isOneMoment(Instant one, Instant other) {
    var unit = isWholeMinute(one) || isWholeMinute(other) ? ChronoUnit.MINUTES : ChronoUnit.SECONDS;
    return one.truncatedTo(unit).equals(other.truncatedTo(unit));
  }

  private static boolean isWholeMinute(Instant at) {
    return at.truncatedTo(ChronoUnit.MINUTES).equals(at);
  }

  /// Who does not know a sex contradicts nobody who does; null: nobody knows.
  private static @Nullable String known(@Nullable String sex) {
    return UNKNOWN.equals(sex) ? null : sex;
  }

  private static @Nullable Said<String> known(@Nullable Said<String> sex) {
    return sex == null || UNKNOWN.equals(sex.value()) ? null : sex;
  }

  /// One that is known, else what is said.
  private @Nullable String sex(@Nullable String stated) {
    var known = either(known(stated), known(said.sex()));
    return known == null ? either(stated, said.sex()) : known;
  }

  /// Null: neither says anything.
  @Nullable SubmissionContext whole() {
    var stated = header == null ? SubmissionContext.UNSTATED : header;
    var whole =
        new SubmissionContext(
            either(stated.specimenType(), said.specimenType()),
            either(stated.collectedAt(), said.collectedAt()),
            either(stated.orderingProvider(), said.orderingProvider()),
            stated.laboratoryReport(),
            either(stated.source(), said.source()),
            stated.tumourPurity(),
            sex(stated.sex()),
            stated.phasing(),
            stated.pipeline(),
            stated.pipelineVersion());
    return whole.equals(SubmissionContext.UNSTATED) ? null : whole;
  }

  private static <T> @Nullable T either(@Nullable T stated, @Nullable Said<T> told) {
    return stated != null || told == null ? stated : told.value();
  }

  @Override
  public String toString() {
    return "MessageContext[…]";
  }
}
