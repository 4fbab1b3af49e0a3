package org.genomerecord.record.relay;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.genomerecord.record.store.StoredEvent;

/// Applies pages of the own log to a projection: rows and cursor in one transaction.
final class ProjectionPage {
  private ProjectionPage() {}

  /// Applies a page, if the cursor stands where the caller thinks.
  ///
  /// The cursor's row is locked before anything else: a rebuild that holds it keeps the projection
  /// still.
  ///
  /// @param reader name of the cursor
  /// @param after where the page begins
  /// @return where the cursor stands now: at the page's end, or where somebody else has moved it
  static long apply(String reader, long after, List<StoredEvent> page, Projection projection) {
    return ReadModels.change(() ->
        lockedCursor(reader)
            .chain(position ->
                position == after
                    ? applyAll(page, projection)
                        .chain(() -> moved(reader, page.getLast().position()))
                    : Uni.createFrom().item(position)));
  }

  /// As above, into the tables that are being built.
  static long applyToShadow(
      String reader, long after, List<StoredEvent> page, Projection projection) {
    return ReadModels.change(() ->
        Panache.getSession()
            .chain(session -> session.createNativeQuery(Shadow.USE).getSingleResult())
            .chain(() -> applyAll(page, projection))
            .chain(() -> moved(reader, page.getLast().position())));
  }

  private static Uni<Long> lockedCursor(String reader) {
    return Panache.getSession()
        .chain(session ->
            session
                .createNativeQuery(Cursors.LOCK.replace('$', '?'))
                .setParameter(1, reader)
                .getSingleResult())
        .map(position -> ((Number) position).longValue());
  }

  private static Uni<Void> applyAll(List<StoredEvent> page, Projection projection) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (var event : page) {
      all = all.chain(() -> projection.apply(event));
    }
    return all;
  }

  private static Uni<Long> moved(String reader, long position) {
    return Panache.getSession()
        .chain(session ->
            // What was persisted is written before the cursor moves.
            session
                .flush()
                .chain(() ->
                    session
                        .createNativeQuery(Cursors.MOVE.replace('$', '?'))
                        .setParameter(1, reader)
                        .setParameter(2, position)
                        .executeUpdate()))
        .replaceWith(position);
  }
}
