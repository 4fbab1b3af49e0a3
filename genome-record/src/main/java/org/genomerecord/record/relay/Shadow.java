package org.genomerecord.record.relay;

import io.vertx.sqlclient.SqlConnection;

/// The schema where a read model is built beside the one that answers.
final class Shadow {
  /// To the end of the transaction, tables of these names are those of the schema `rebuild` where
  /// it has them.
  static final String USE =
      "SELECT set_config('search_path', 'rebuild, ' || quote_ident(current_schema()), true)";

  private Shadow() {}

  static void use(SqlConnection transaction) {
    Awaiting.result(transaction.query(USE).execute());
  }
}
