package org.genomerecord.ingestion.hl7v2;

import ca.uhn.hl7v2.model.Composite;
import ca.uhn.hl7v2.model.Primitive;
import ca.uhn.hl7v2.model.Type;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Text that a primitive value has no room for. The library keeps what a message has behind an
/// unescaped delimiter apart, so that `*1^*4` in a string would read as `*1`.
final class CutOff {
  private CutOff() {}

  /// Whether a value, or a part of one, says more than is read of it.
  static boolean is(@Nullable Type value) {
    return switch (value) {
      case Primitive text -> text.getExtraComponents().numComponents() > 0;
      case Composite parts -> Stream.of(parts.getComponents()).anyMatch(CutOff::is);
      case null, default -> false;
    };
  }
}
