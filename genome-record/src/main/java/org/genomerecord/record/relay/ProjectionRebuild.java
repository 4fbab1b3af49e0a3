package org.genomerecord.record.relay;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import org.genomerecord.record.store.LogReader;

/// Builds a projection again from the service's own log. Its cursor is kept beside the serving one,
/// so that it goes on where it was after a restart.
final class ProjectionRebuild implements RebuildSource {
  private static final int PAGE_EVENTS = 500;

  private final LogReader log;
  private final Projection projection;
  private long position;
  private long goal = -1;

  ProjectionRebuild(Pool pool, LogReader log, Projection projection) {
    this.log = log;
    this.projection = projection;
    this.position = Cursors.read(pool, reader());
  }

  private String reader() {
    return "rebuild:" + projection.name();
  }

  @Override
  public String name() {
    return projection.name();
  }

  @Override
  public List<String> tables() {
    return projection.tables();
  }

  @Override
  public void begin(SqlConnection transaction) {
    forget(transaction);
    position = -1;
  }

  private void forget(SqlConnection transaction) {
    Awaiting.result(
        transaction
            .preparedQuery("DELETE FROM log_cursor WHERE reader = $1")
            .execute(Tuple.of(reader())));
  }

  @Override
  public void aim(SqlConnection transaction) {
    goal = Cursors.read(transaction, projection.name());
  }

  @Override
  public boolean advance() {
    if (position >= goal) {
      return false;
    }
    var page =
        Awaiting.result(log.after(position, PAGE_EVENTS)).stream()
            .filter(event -> event.position() <= goal)
            .toList();
    position = ProjectionPage.applyToShadow(reader(), position, page, projection);
    return true;
  }

  @Override
  public void hold(SqlConnection transaction) {
    Awaiting.result(transaction.preparedQuery(Cursors.LOCK).execute(Tuple.of(projection.name())));
  }

  @Override
  public void settle(SqlConnection transaction) {
    // The serving cursor was held, and stands where the shadow has come.
    forget(transaction);
  }

  @Override
  public long done() {
    return position + 1;
  }

  @Override
  public long total() {
    return Math.max(goal, position) + 1;
  }

  @Override
  public void close() {
    // Nothing is held between pages.
  }
}
