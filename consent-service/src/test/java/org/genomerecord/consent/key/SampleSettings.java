package org.genomerecord.consent.key;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where the key-encryption key is kept, for tests.
///
/// @param address of the keeper's stand-in
/// @param tokenFile of Vault
/// @param key of the keeper
record SampleSettings(
    Kind kind,
    Duration timeout,
    @Nullable URI address,
    @Nullable Path tokenFile,
    @Nullable String key)
    implements KekSettings {

  static SampleSettings file() {
    return new SampleSettings(Kind.FILE, Duration.ofSeconds(5), null, null, null);
  }

  static SampleSettings vault(URI address, Path tokenFile) {
    return new SampleSettings(
        Kind.VAULT_TRANSIT, Duration.ofSeconds(5), address, tokenFile, "genome-record");
  }

  static SampleSettings aws(@Nullable URI address, String key) {
    return new SampleSettings(Kind.AWS_KMS, Duration.ofSeconds(5), address, null, key);
  }

  @Override
  public Vault vault() {
    return new Vault() {
      @Override
      public Optional<URI> address() {
        return Optional.ofNullable(address);
      }

      @Override
      public String mount() {
        return "transit";
      }

      @Override
      public String key() {
        return String.valueOf(key);
      }

      @Override
      public Optional<Path> tokenFile() {
        return Optional.ofNullable(tokenFile);
      }
    };
  }

  @Override
  public Aws aws() {
    return new Aws() {
      @Override
      public Optional<String> key() {
        return Optional.ofNullable(key);
      }

      @Override
      public Optional<String> region() {
        return Optional.of("eu-central-1");
      }

      @Override
      public Optional<URI> endpoint() {
        return Optional.ofNullable(address);
      }
    };
  }
}
