package org.genomerecord.ingestion.partial;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// The bounds of resumable uploads, each in configuration with its unit.
@ConfigMapping(prefix = "ingestion.upload")
public interface UploadLimits {
  /// One file as sent.
  @WithDefault("2147483648")
  long bytesMax();

  /// How long an upload is kept after its last byte came.
  @WithDefault("86400")
  long expirySeconds();

  /// Bytes of one sealed part: so much is lost at most if a process dies while they come.
  @WithDefault("16777216")
  int partBytesMax();

  /// Parts of one upload.
  @WithDefault("20000")
  int partsMax();

  /// Uploads of one laboratory that are open at the same time.
  @WithDefault("16")
  int openMax();

  /// How often it is looked for what has expired, and for files that nobody knows.
  @WithDefault("60000")
  long sweepMillis();

  /// Uploads that are looked at in one sweep.
  @WithDefault("100")
  int sweepUploadsMax();

  /// How old a file is at least that is removed because nobody knows it.
  @WithDefault("60")
  long unknownFileSeconds();
}
