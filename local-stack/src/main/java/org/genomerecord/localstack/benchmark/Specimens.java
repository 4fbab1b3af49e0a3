package org.genomerecord.localstack.benchmark;

import java.time.Instant;
import java.util.Random;
import org.genomerecord.localstack.benchmark.ReadingEvent.ReadingTaken;
import org.genomerecord.localstack.benchmark.TakeReading.Specimen;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.EventJson;

/// What one caller reads: specimens nobody else reads, a few readings of each, several specimens of
/// a patient.
final class Specimens {
  static final int PAYLOAD_BYTES = 512;
  private static final int READINGS_OF_A_SPECIMEN = 4;
  private static final int SPECIMENS_OF_A_PATIENT = 4;

  static final Attribution ATTRIBUTION =
      new Attribution(
          new Actor("lab-north", "lab", "north-lab"),
          "TREAT",
          Instant.parse("2026-01-01T12:00:00.123456Z"),
          "benchmark",
          null,
          null);

  private final int caller;
  private final String letters;
  private int taken;
  private Specimen specimen;

  /// @param seed of the notes' letters
  Specimens(int caller, long seed) {
    this.caller = caller;
    var letters = new StringBuilder();
    new Random(seed + caller)
        .ints(PAYLOAD_BYTES, 'a', 'z' + 1)
        .forEach(letter -> letters.append((char) letter));
    this.letters = letters.toString();
    this.specimen = specimen();
  }

  private Specimen specimen() {
    int number = taken / READINGS_OF_A_SPECIMEN;
    return new Specimen(
        "a-" + caller + "-" + number, "p-" + caller + "-" + number / SPECIMENS_OF_A_PATIENT);
  }

  /// The specimen to read now.
  Specimen next() {
    if (taken % READINGS_OF_A_SPECIMEN == 0) {
      specimen = specimen();
    }
    taken++;
    return specimen;
  }

  /// Whether the last one given out is read for the first time.
  boolean isFirstReading() {
    return taken % READINGS_OF_A_SPECIMEN == 1;
  }

  /// A note that makes the event's JSON as long as `PAYLOAD_BYTES`.
  String note(Specimen of) {
    int rest = EventJson.write(new ReadingTaken(of.accession(), of.patient(), "")).length();
    return letters.substring(Math.min(rest, letters.length()));
  }
}
