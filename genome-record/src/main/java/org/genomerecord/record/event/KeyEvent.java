package org.genomerecord.record.event;

import java.time.Instant;
import org.axonframework.messaging.eventhandling.annotation.Event;

/// What happens to the key-encryption key, which wraps all subject keys.
public sealed interface KeyEvent {

  /// An operator had all subject keys wrapped again.
  ///
  /// @param keyVersion that wraps at this time
  @Event(namespace = "consent", name = "KeyRotationBegun", version = "1")
  record KeyRotationBegun(String keyVersion, Instant begunAt) implements KeyEvent {}

  /// All subject keys are wrapped by a new version of the key-encryption key. The subject keys are
  /// the same.
  ///
  /// @param keyVersion that wraps from here on
  /// @param keys how many were wrapped again
  /// @param unopened how many did not open under any version, and are as they were
  @Event(namespace = "consent", name = "KeyEncryptionKeyRotated", version = "1")
  record KeyEncryptionKeyRotated(String keyVersion, long keys, long unopened, Instant rotatedAt)
      implements KeyEvent {}
}
