package org.genomerecord.localstack.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/// That who was refused stands on record.
record RefusedOnRecord(RunningStack running) {
  /// Once, in one of the logs.
  EventLog.Event once(String who, String requestId) {
    var recorded =
        EventLog.ALL.stream()
            .flatMap(log -> running.log(log).of(requestId).stream())
            .filter(event -> event.type().endsWith("Refused"))
            .toList();
    assertThat(recorded).as(who).hasSize(1);
    return recorded.getFirst();
  }

  /// As above, with the patient whose things were asked for.
  void about(SyntheticPatient patient, String who, String requestId) {
    assertThat(once(who, requestId).patient()).as(who).contains(patient.pseudonym());
  }

  /// All of them, in what the officer sees of the patient.
  void inTheTrailOf(SyntheticPatient patient, List<String> requestIds) {
    assertThat(patient.trail().findValuesAsText("correlation")).containsAll(requestIds);
  }
}
