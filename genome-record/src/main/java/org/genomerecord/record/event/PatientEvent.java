package org.genomerecord.record.event;

/// What can change what a patient permits. Decisions are made on these events and no others.
public sealed interface PatientEvent
    permits EnrolmentEvent,
        ConsentEvent,
        ErasureEvent,
        ProxyEvent,
        SubjectKeyEvent,
        EmergencyEvent.EmergencyAccessDeclared {
  Pseudonym patient();
}
