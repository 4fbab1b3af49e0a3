package org.genomerecord.record.relay;

import io.vertx.sqlclient.SqlConnection;
import java.util.List;

/// What a read model is built again from, and how far that has come.
interface RebuildSource extends AutoCloseable {
  /// The read model.
  String name();

  /// Its tables.
  List<String> tables();

  /// Forgets what an earlier rebuild noted; in the transaction that makes the empty tables.
  void begin(SqlConnection transaction);

  /// Takes the end of the source as it is now for the goal.
  ///
  /// @param transaction in which to ask
  void aim(SqlConnection transaction);

  /// Applies a page to the shadow, in a transaction of its own. Blocks.
  ///
  /// @return false once the goal is reached
  boolean advance();

  /// Keeps everybody else from writing to the read model, to the end of the transaction.
  void hold(SqlConnection transaction);

  /// Says where the read model stands now, in the transaction that puts it in its place.
  ///
  /// @throws Incomplete if the source does not have all that the serving one has seen
  void settle(SqlConnection transaction);

  /// Events read so far, of those up to the goal.
  long done();

  /// Events up to the goal.
  long total();

  @Override
  void close();

  /// The source has lost events: what was built from it must not take the place of what serves.
  final class Incomplete extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Incomplete(String what) {
      super(what);
    }
  }
}
