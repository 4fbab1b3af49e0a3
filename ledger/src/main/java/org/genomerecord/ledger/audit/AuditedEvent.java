package org.genomerecord.ledger.audit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the reconciliation needs of one event: who and when from the envelope, and the plain fields
/// of the payload that other events have to agree with. Nothing sealed.
///
/// @param actor who acted
/// @param role of the actor
/// @param values of the fields of its kind, in the order in which the kind has them; an absent
///   field has none
record AuditedEvent(
    KnownEvent kind,
    Place place,
    String actor,
    String role,
    @Nullable String organisation,
    @Nullable String purposeOfUse,
    List<List<String>> values) {

  private static final int ABSENT = -1;
  private static final int BYTES_USUAL = 512;

  AuditedEvent {
    values = Collections.unmodifiableList(values);
  }

  String type() {
    return kind.type();
  }

  boolean is(String type) {
    return kind.type().equals(type);
  }

  /// The one value of a field, or empty.
  String text(String path) {
    var texts = texts(path);
    return texts.isEmpty() ? "" : texts.getFirst();
  }

  /// The values of a field that the kind has.
  List<String> texts(String path) {
    return values.get(kind.place(path));
  }

  /// The same event with other values of a field.
  AuditedEvent with(String path, List<String> texts) {
    var others = new ArrayList<>(values);
    others.set(kind.place(path), List.copyOf(texts));
    return new AuditedEvent(kind, place, actor, role, organisation, purposeOfUse, others);
  }

  /// What it shares with other events, such as `decision:<id>`.
  List<String> keys() {
    if (kind.joins().isEmpty()) {
      return List.of();
    }
    var keys = new ArrayList<String>(2);
    for (var join : kind.joins()) {
      for (var value : values.get(join.field())) {
        keys.add(join.name() + ":" + value);
      }
    }
    return keys;
  }

  /// As bytes, to be put aside.
  byte[] bytes() {
    var out = new ByteArrayOutputStream(BYTES_USUAL);
    write(out, kind.type());
    write(out, kind.version());
    write(out, place.log().name());
    var id = place.event();
    write(out, place.position());
    write(out, id == null ? 0 : id.getMostSignificantBits());
    write(out, id == null ? 0 : id.getLeastSignificantBits());
    write(out, actor);
    write(out, role);
    write(out, organisation);
    write(out, purposeOfUse);
    for (var field : values) {
      write(out, field.size());
      for (var value : field) {
        write(out, value);
      }
    }
    return out.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, long number) {
    write(out, (int) (number >>> Integer.SIZE));
    write(out, (int) number);
  }

  private static void write(ByteArrayOutputStream out, int number) {
    out.write(number >>> 24);
    out.write(number >>> 16);
    out.write(number >>> 8);
    out.write(number);
  }

  private static void write(ByteArrayOutputStream out, @Nullable String text) {
    if (text == null) {
      write(out, ABSENT);
      return;
    }
    var utf8 = text.getBytes(StandardCharsets.UTF_8);
    write(out, utf8.length);
    out.write(utf8, 0, utf8.length);
  }

  /// The reverse of [#bytes].
  static AuditedEvent of(byte[] bytes) {
    var in = ByteBuffer.wrap(bytes);
    var kind = KnownEvent.of(text(in), text(in)).orElseThrow();
    var log = AuditedLog.valueOf(text(in));
    var place = new Place(log, in.getLong(), new UUID(in.getLong(), in.getLong()));
    var actor = text(in);
    var role = text(in);
    var organisation = optionalText(in);
    var purposeOfUse = optionalText(in);
    var values = new ArrayList<List<String>>(kind.fields().size());
    for (int i = 0; i < kind.fields().size(); i++) {
      values.add(texts(in, in.getInt()));
    }
    return new AuditedEvent(kind, place, actor, role, organisation, purposeOfUse, values);
  }

  private static List<String> texts(ByteBuffer in, int count) {
    return switch (count) {
      case 0 -> List.of();
      case 1 -> List.of(text(in));
      default -> {
        var texts = new ArrayList<String>(count);
        for (int i = 0; i < count; i++) {
          texts.add(text(in));
        }
        yield texts;
      }
    };
  }

  private static String text(ByteBuffer in) {
    var text = optionalText(in);
    return text == null ? "" : text;
  }

  private static @Nullable String optionalText(ByteBuffer in) {
    int length = in.getInt();
    if (length == ABSENT) {
      return null;
    }
    var utf8 = new byte[length];
    in.get(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
