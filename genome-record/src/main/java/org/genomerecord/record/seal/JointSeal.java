package org.genomerecord.record.seal;

import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.genomerecord.record.event.Sealed;

/// Seals what is about two patients so that it takes both keys to open: under the key of one, and
/// what comes of it under the key of the other. When either key is destroyed, nobody opens it.
///
/// Whoever has the outer key alone learns the length of the content and the generation of the inner
/// key, and nothing else.
public final class JointSeal {
  private static final int GENERATION_BYTES = 4;

  /// Outer first, by pseudonym: whoever opens need not know who was named first.
  private final SubjectKey outer;

  private final SubjectKey inner;

  private JointSeal(SubjectKey outer, SubjectKey inner) {
    this.outer = outer;
    this.inner = inner;
  }

  /// @throws IllegalArgumentException if both keys are of one patient
  public static JointSeal of(SubjectKey one, SubjectKey another) {
    if (one.patient().equals(another.patient())) {
      throw new IllegalArgumentException("it takes the keys of two patients");
    }
    var keys = inOrder(one, another);
    return new JointSeal(keys.getFirst(), keys.getLast());
  }

  private static List<SubjectKey> inOrder(SubjectKey one, SubjectKey another) {
    return Stream.of(one, another)
        .sorted(Comparator.comparing(key -> key.patient().value()))
        .toList();
  }

  /// Seals bytes as a field of an event. Its generation is that of the outer key.
  ///
  /// @param event id the event will be stored under
  /// @param schema stored name and version of the event, such as `ingestion.FamilyStudyReported#1`
  public Sealed seal(UUID event, String schema, byte[] plaintext) {
    var within = inner.seal(event, binding(schema), plaintext);
    var bytes = within.bytes();
    return outer.seal(
        event,
        binding(schema),
        ByteBuffer.allocate(GENERATION_BYTES + bytes.length)
            .putInt(within.generation())
            .put(bytes)
            .array());
  }

  /// Opens what [#seal] sealed for the same two patients.
  ///
  /// @throws Unsealable if it was sealed under other keys, for another event, pair or schema, or
  ///   altered
  public byte[] open(Sealed sealed, String schema) {
    var opened = ByteBuffer.wrap(outer.open(sealed, binding(schema)));
    int generation = opened.getInt();
    var bytes = new byte[opened.remaining()];
    opened.get(bytes);
    return inner.open(Sealed.of(sealed.event(), generation, bytes), binding(schema));
  }

  /// A digest that is equal for equal bytes of this pair. It takes both keys to confirm a guess:
  /// there are few relationships to guess from.
  ///
  /// @param contentDigest SHA-256 of the content
  /// @return 64 lower-case hex digits
  public String keyedDigest(byte[] contentDigest) {
    return outer.keyedDigest(HexFormat.of().parseHex(inner.keyedDigest(contentDigest)));
  }

  /// Each layer is bound to the pair: one patient's key cannot be paired with a third's.
  private String binding(String schema) {
    return schema + "/joint/" + outer.patient() + "/" + inner.patient();
  }

  @Override
  public String toString() {
    return "JointSeal[…]";
  }
}
