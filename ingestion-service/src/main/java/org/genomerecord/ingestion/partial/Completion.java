package org.genomerecord.ingestion.partial;

import java.io.IOException;
import java.io.InputStream;

/// What becomes of an upload whose last byte is here.
@FunctionalInterface
public interface Completion {
  /// Takes the whole file in. What it is refused for with a conflict, or as content that cannot be
  /// accepted, ends the upload; anything else leaves it as it was before the last part.
  ///
  /// @param whole to be read once, to its end
  void take(InputStream whole) throws IOException;
}
