package org.genomerecord.record.event;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;
import java.util.function.UnaryOperator;

/// An earlier version of an event that is read as the record it stands on.
///
/// What is stored is never rewritten: each reader turns the earlier JSON into that of the next
/// version, step by step. Listed from the oldest to the newest. An event with sealed fields cannot
/// have one: its ciphertext is bound to the version it was written in.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(EarlierVersion.All.class)
public @interface EarlierVersion {
  /// As in the `@Event` of that time.
  String value();

  /// Its step to the next version; has a constructor without arguments.
  Class<? extends Upcast> upcast();

  /// The fields of an event's JSON, in one version to those of the next: pure, and without losing
  /// one unsaid.
  interface Upcast extends UnaryOperator<Map<String, Object>> {}

  /// Holds the repeated annotation.
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @interface All {
    EarlierVersion[] value();
  }
}
