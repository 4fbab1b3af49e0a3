package org.genomerecord.gateway.route;

import java.util.Optional;

/// Where a route leads: to a service, or to a page the gateway answers itself.
public sealed interface Destination {
  /// The services behind the door.
  enum Service implements Destination {
    CONSENT,
    INGESTION,
    INTERPRETATION;

    /// The service with the log of this name, as `{log}` in a path gives it; empty if there is
    /// none.
    public static Optional<Service> ofLog(String log) {
      return switch (log) {
        case "consent" -> Optional.of(CONSENT);
        case "ingestion" -> Optional.of(INGESTION);
        case "interpretation" -> Optional.of(INTERPRETATION);
        default -> Optional.empty();
      };
    }
  }

  /// What the path itself says.
  enum Named implements Destination {
    /// The service whose log stands at `{log}`, the second segment.
    LOG
  }

  /// What the gateway answers itself.
  enum Page implements Destination {
    START,
    STYLE,
    ICON,
    OPENAPI
  }
}
