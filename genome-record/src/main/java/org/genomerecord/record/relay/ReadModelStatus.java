package org.genomerecord.record.relay;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a read model is, as an operator is told.
///
/// @param state `serving`, `rebuilding`, or `failed` if its last rebuild was given up; it serves in
///   each of them
/// @param done events read by the rebuild under way
/// @param total events that it has to read
/// @param remainingSeconds estimated from the pace so far; null when it is not known
/// @param begunAt of the last rebuild
/// @param finishedAt of the last rebuild; null if it has not ended well
/// @param failure code of why it was given up
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReadModelStatus(
    String name,
    String state,
    @Nullable Long done,
    @Nullable Long total,
    @Nullable Long remainingSeconds,
    @Nullable Instant begunAt,
    @Nullable Instant finishedAt,
    @Nullable String failure) {}
