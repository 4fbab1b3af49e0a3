package org.genomerecord.record.relay;

import java.util.List;

/// An effect whose tables can be built again from the topics. It does nothing but write to them.
///
/// @param <M> what an event means to it
public interface RebuiltEffect<M> extends Effect<M> {
  /// The read model, as operators name it.
  String name();

  /// Its tables, all of them. Nobody else writes to them.
  List<String> tables();
}
