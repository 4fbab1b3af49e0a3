package org.genomerecord.ingestion.laboratory;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// What holds for a laboratory whose terms say nothing else.
@ConfigMapping(prefix = "ingestion.laboratory")
interface LaboratoryLimits {
  @WithDefault("600")
  long submissionsPerMinute();

  /// As sent.
  @WithDefault("1099511627776")
  long bytesPerDay();

  default Quota standard() {
    return new Quota(submissionsPerMinute(), bytesPerDay());
  }
}
