package org.genomerecord.ingestion.hl7v2;

import java.util.List;
import org.genomerecord.ingestion.outside.OutsideOutcome;
import org.genomerecord.record.permit.PatientIdentifier;
import org.jspecify.annotations.Nullable;

/// A message, as far as it could be read.
///
/// @param header null if there is none that could be acknowledged
/// @param isRejected whether it is of a type, version or processing id that nobody here receives
/// @param patients the identifiers of PID-3 whose system is known, in its order
/// @param accession the filler's order number (OBR-3, ORC-3) or specimen number (SPM-2); null: none
/// @param testCodes of its orders (OBR-4.1), each once; empty text for orders that name none
/// @param isCorrection whether a result in it is marked as corrected (OBR-25, OBX-11)
/// @param origin what it says of where its result comes from
/// @param segments their names, in order
public record Hl7Message(
    @Nullable Hl7Header header,
    boolean isRejected,
    List<PatientIdentifier> patients,
    @Nullable String accession,
    List<String> testCodes,
    boolean isCorrection,
    Origin origin,
    List<String> segments,
    OutsideOutcome outcome) {
  public Hl7Message {
    patients = List.copyOf(patients);
    testCodes = List.copyOf(testCodes);
    segments = List.copyOf(segments);
  }

  static Hl7Message unreadable(OutsideOutcome refused) {
    return new Hl7Message(
        null, false, List.of(), null, List.of(), false, Origin.UNTOLD, List.of(), refused);
  }

  static Hl7Message rejected(Hl7Header header, Hl7Text text, OutsideOutcome refused) {
    return new Hl7Message(
        header,
        true,
        List.of(),
        null,
        List.of(),
        false,
        Origin.UNTOLD,
        text.segments().stream().map(Hl7Text.Part::name).toList(),
        refused);
  }

  @Override
  public String toString() {
    return "Hl7Message[" + segments.size() + " segments]";
  }
}
