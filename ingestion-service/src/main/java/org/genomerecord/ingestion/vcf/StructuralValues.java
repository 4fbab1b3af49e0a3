package org.genomerecord.ingestion.vcf;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where a record's INFO says what is held against each other of structural variants (VCF 4.5
/// section 3).
final class StructuralValues {
  enum StructuralKey {
    SVLEN,
    SVCLAIM,
    RN,
    RUS,
    RUL,
    RUC,
    RB
  }

  /// Of the line's text.
  private record Range(int from, int to) {}

  private final Map<StructuralKey, Range> ranges = new EnumMap<>(StructuralKey.class);

  /// Null for any other key.
  static @Nullable StructuralKey keyOf(String id) {
    for (var key : StructuralKey.values()) {
      if (key.name().equals(id)) {
        return key;
      }
    }
    return null;
  }

  void clear() {
    if (!ranges.isEmpty()) {
      ranges.clear();
    }
  }

  void note(StructuralKey key, int from, int to) {
    ranges.put(key, new Range(from, to));
  }

  boolean isEmpty() {
    return ranges.isEmpty();
  }

  /// Empty where the record does not have the key, or not a value of it.
  String text(byte[] line, StructuralKey key) {
    var range = ranges.get(key);
    return range == null ? "" : Fields.text(line, range.from(), range.to());
  }

  /// The values of the list; none where it is missing as a whole.
  String[] values(byte[] line, StructuralKey key) {
    var text = text(line, key);
    return text.isEmpty() || text.equals(".") ? new String[0] : Fields.split(text, ',');
  }
}
