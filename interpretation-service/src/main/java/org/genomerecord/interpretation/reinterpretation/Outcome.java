package org.genomerecord.interpretation.reinterpretation;

import java.util.Locale;

/// What came of looking at an interpretation again. A stored code never changes its meaning.
enum Outcome {
  /// It means the same: nothing is recorded.
  UNCHANGED,
  /// It means something else: an amendment is on record, or about to be.
  AMENDED,
  /// The patient does not permit it. It is asked for again when the patient's consents change.
  DENIED,
  /// The patient was erased.
  ERASED,
  /// The interpretation is not in force any more.
  SUPERSEDED,
  /// The call set is lost or does not open.
  UNREADABLE,
  /// What was found before does not open, so that nothing can be compared: no fault of the call
  /// set.
  FINDINGS_UNREADABLE,
  /// It is not known where the call set's file is.
  CALL_SET_UNKNOWN,
  /// It failed again and again.
  FAILED;

  /// The stored code, such as `call-set-unknown`.
  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
