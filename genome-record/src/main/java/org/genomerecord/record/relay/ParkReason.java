package org.genomerecord.record.relay;

import java.util.Arrays;

/// Why an event is parked: a closed list, also of the metric's labels.
public enum ParkReason {
  /// Of a name or version that this release does not know.
  UNKNOWN_EVENT("unknown-event"),

  /// Not the JSON of the event it claims to be, or no JSON of an event at all.
  UNREADABLE_EVENT("unreadable-event"),

  /// Read, and what follows from it failed each time.
  EFFECT_FAILED("effect-failed"),

  /// Nothing is wrong with it: an earlier event of its patient is parked.
  WAITS_BEHIND("waits-behind");

  private final String code;

  ParkReason(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }

  static ParkReason of(String code) {
    return Arrays.stream(values())
        .filter(reason -> reason.code.equals(code))
        .findFirst()
        .orElseThrow();
  }
}
