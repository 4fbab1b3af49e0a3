package org.genomerecord.gateway.route;

/// Where a route leads: to a service, or to a page the gateway answers itself.
public sealed interface Destination {
  /// The services behind the door.
  enum Service implements Destination {
    CONSENT,
    INGESTION,
    INTERPRETATION
  }

  /// What the gateway answers itself.
  enum Page implements Destination {
    START,
    STYLE,
    ICON,
    OPENAPI
  }
}
