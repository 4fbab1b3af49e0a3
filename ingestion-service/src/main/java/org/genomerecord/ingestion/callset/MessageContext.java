package org.genomerecord.ingestion.callset;

import java.util.Optional;
import java.util.stream.Stream;
import org.genomerecord.ingestion.hl7v2.Origin;
import org.genomerecord.ingestion.hl7v2.Origin.Said;
import org.jspecify.annotations.Nullable;

/// The context of a message: what its request says of it, and of the rest what it says itself.
///
/// @param header null: the request says nothing
record MessageContext(@Nullable SubmissionContext header, Origin said) {
  /// A code or a moment of the message that is another in its request; which of the two is meant,
  /// or whose specimen it is, nobody here can tell. One person's name is written in many ways:
  /// there the request counts.
  Optional<Said<?>> contradiction() {
    if (header == null) {
      return Optional.empty();
    }
    return Stream.of(
            differing(header.specimenType(), said.specimenType()),
            differing(header.collectedAt(), said.collectedAt()),
            differing(header.source(), said.source()),
            differing(header.sex(), said.sex()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static <T> Optional<Said<?>> differing(@Nullable T stated, @Nullable Said<T> told) {
    return stated == null || told == null || stated.equals(told.value())
        ? Optional.empty()
        : Optional.of(told);
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
            either(stated.sex(), said.sex()),
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
