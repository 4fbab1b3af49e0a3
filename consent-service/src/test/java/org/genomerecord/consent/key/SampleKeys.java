package org.genomerecord.consent.key;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import java.nio.file.Path;
import java.time.Duration;
import org.genomerecord.record.store.TestLog;

/// Subject keys of a test.
public final class SampleKeys {
  private SampleKeys() {}

  /// Started, with the key-encryption key in a folder.
  public static SubjectKeys inFolder(TestLog database, Path folder) {
    return started(database, SampleSettings.file(), folder);
  }

  static SubjectKeys started(TestLog database, KekSettings settings, Path folder) {
    var keys = new SubjectKeys(database.pool(), settings, releases(database), folder.toString());
    keys.start(new StartupEvent());
    return keys;
  }

  static KeyReleases releases(TestLog database) {
    return new KeyReleases(
        database.pool(), new SimpleMeterRegistry(), Duration.ofHours(1), Duration.ofHours(1));
  }
}
