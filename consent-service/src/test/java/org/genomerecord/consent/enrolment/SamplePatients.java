package org.genomerecord.consent.enrolment;

import org.genomerecord.consent.key.SubjectKeys;
import org.genomerecord.record.store.TestLog;

/// The patients in the log of a test.
public final class SamplePatients {
  private SamplePatients() {}

  public static Patients in(TestLog log, SubjectKeys keys) {
    return new Patients(log.reader(), keys);
  }
}
