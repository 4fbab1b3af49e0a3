package org.genomerecord.record.event;

import java.time.Instant;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/// What happens at a service's door apart from any decision about data. Each service records its
/// own.
public sealed interface AccessEvent {

  /// A known caller was refused at the door: wrong role, another patient's or another lab's things.
  ///
  /// @param patient whose things were asked for, where the request says so
  /// @param operation method and route template, such as `GET /audit/events`; never a filled-in
  ///   path
  /// @param reason stable code
  @Event(namespace = "access", name = "AccessRefused", version = "1")
  record AccessRefused(
      @EventTag(key = "patient") @Nullable Pseudonym patient,
      String operation,
      String reason,
      Instant refusedAt)
      implements AccessEvent {}

  /// A compliance officer reads the entries of a log. Stands for all that this officer reads of it
  /// within an hour.
  ///
  /// @param log name of the log, such as `consent`
  /// @param size in events, up to which the log can be read then
  @Event(namespace = "access", name = "LedgerRead", version = "1")
  record LedgerRead(String log, long size, Instant readAt) implements AccessEvent {}
}
