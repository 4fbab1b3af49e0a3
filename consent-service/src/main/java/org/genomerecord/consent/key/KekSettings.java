package org.genomerecord.consent.key;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Where the key-encryption key is kept: `genome.kek.*`.
@ConfigMapping(prefix = "genome.kek")
interface KekSettings {
  /// `file`, `vault-transit` or `aws-kms`.
  @WithDefault("file")
  Kind kind();

  /// How long a keeper may take to answer, ISO 8601.
  @WithDefault("PT5S")
  Duration timeout();

  /// Of `vault-transit`.
  Vault vault();

  /// Of `aws-kms`.
  Aws aws();

  /// The kinds of keepers.
  enum Kind {
    FILE,
    VAULT_TRANSIT,
    AWS_KMS
  }

  /// HashiCorp Vault or OpenBao, secrets engine `transit`.
  interface Vault {
    /// Such as `https://vault.example:8200`; plain http to this machine only.
    Optional<URI> address();

    /// Where the engine is mounted.
    @WithDefault("transit")
    String mount();

    /// Name of the key, of an AEAD type such as `aes256-gcm96`.
    @WithDefault("genome-record")
    String key();

    /// Holds the token; read anew for each request, as an agent renews it.
    Optional<Path> tokenFile();
  }

  /// AWS Key Management Service. Credentials come from the SDK's default chain, such as a role of
  /// the pod.
  interface Aws {
    /// Id, ARN or alias (`alias/…`) of a symmetric key.
    Optional<String> key();

    /// Such as `eu-central-1`; absent: as the SDK's default chain finds it.
    Optional<String> region();

    /// Another address than the region's, such as that of a private endpoint; plain http to this
    /// machine only.
    Optional<URI> endpoint();
  }
}
