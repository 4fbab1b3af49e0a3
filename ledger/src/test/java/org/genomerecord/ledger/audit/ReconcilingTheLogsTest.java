package org.genomerecord.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.genomerecord.ledger.envelope.CanonicalEnvelope;
import org.junit.jupiter.api.Test;

class ReconcilingTheLogsTest extends EditedLogs {
  @Test
  void aDecisionThatIsNotRecorded() {
    consent.remove(first(consent, event -> event.payload().contains("\"action\":\"collect\"")));

    assertThat(discrepancies()).containsExactly("the decision that it names is not recorded");
  }

  @Test
  void aDecisionThatRefused() {
    int refused = first(consent, event -> event.type().endsWith("DisclosureRefused"));
    name(interpretation, 0, decision(consent.get(refused)));

    assertThat(discrepancies()).containsExactly("the decision that it names refused it");
  }

  @Test
  void aDecisionAboutSomebodyElse() {
    name(interpretation, 0, decision(interpretation.get(1)));

    assertThat(discrepancies())
        .containsExactlyInAnyOrder(
            "the decision that it names is about another patient",
            "the decision that it names permitted something else",
            "another event names the same decision");
  }

  @Test
  void aDecisionForAnotherAction() {
    name(interpretation, 0, decision(ingestion.get(0)));

    assertThat(discrepancies())
        .contains(
            "the decision that it names permitted something else",
            "the decision that it names was asked for by another service",
            "another event names the same decision");
  }

  @Test
  void moreDataClassesThanPermitted() {
    edit(interpretation, 0, payload -> payload.replace("[\"pharm", "[\"carrier\",\"pharm"));

    assertThat(discrepancies())
        .containsExactly("it covers data classes that the decision did not permit");
  }

  @Test
  void aSubmissionOfAnotherClassThanPermitted() {
    int received = first(ingestion, event -> event.type().equals(KnownEvent.RECEIVED));
    edit(
        ingestion,
        received,
        payload -> payload.replaceFirst("}$", ",\"dataClass\":\"expression\"}"));

    assertThat(discrepancies())
        .containsExactly("it covers data classes that the decision did not permit");
  }

  @Test
  void aDecisionRecordedTwice() {
    consent.add(consent.get(first(consent, event -> event.type().equals(KnownEvent.PERMITTED))));

    assertThat(discrepancies()).contains("a second decision has this id");
  }

  @Test
  void anInterpretationBeforeItsDecision() {
    edit(
        interpretation,
        0,
        payload -> payload.replaceFirst("\"issuedAt\":\"2026", "\"issuedAt\":\"2025"));

    assertThat(discrepancies()).containsExactly("it happened before the decision that it names");
  }

  @Test
  void aCallSetInterpretedTwice() {
    interpretation.add(0, interpretation.getFirst());

    assertThat(discrepancies())
        .containsExactlyInAnyOrder(
            "its call set was interpreted or declined before",
            "another event names the same decision");
  }

  @Test
  void aCallSetAcceptedTwice() {
    int accepted = first(ingestion, event -> event.type().equals(KnownEvent.ACCEPTED));
    ingestion.add(accepted, ingestion.get(accepted));

    assertThat(discrepancies())
        .containsExactlyInAnyOrder(
            "another call set has this id",
            "no submission was received that it could be the outcome of");
  }

  @Test
  void aSubmissionAfterItsAccessionWasSettled() {
    int received = first(ingestion, event -> event.type().equals(KnownEvent.RECEIVED));
    ingestion.add(received + 2, ingestion.get(received));

    assertThat(discrepancies())
        .containsExactlyInAnyOrder(
            "its accession had a submission already that was not refused",
            "another event names the same decision");
  }

  @Test
  void aCallSetOfSomebodyElse() {
    int accepted = first(ingestion, event -> event.type().equals(KnownEvent.ACCEPTED));
    var event = CanonicalEnvelope.decode(ingestion.get(accepted));
    var patient = value("patient", event.payload());
    ingestion.set(
        accepted,
        Envelopes.with(
            event,
            event.tags().stream().map(tag -> tag.replace(patient, "somebody")).toList(),
            event.payload().replace(patient, "somebody")));

    assertThat(discrepancies())
        .containsExactlyInAnyOrder(
            "the accession is of another patient or laboratory",
            "its call set is of another patient or accession");
  }

  @Test
  void aCallSetThatWasNeverAccepted() {
    ingestion.remove(first(ingestion, event -> event.type().equals(KnownEvent.ACCEPTED)));

    assertThat(discrepancies()).containsExactly("its call set was never accepted");
  }

  @Test
  void aCallSetThatWasNeverSubmitted() {
    ingestion.remove(first(ingestion, event -> event.type().equals(KnownEvent.RECEIVED)));

    assertThat(discrepancies())
        .containsExactly("no submission was received that it could be the outcome of");
  }

  @Test
  void aCallSetOfAnotherFile() {
    int accepted = first(ingestion, event -> event.type().equals(KnownEvent.ACCEPTED));
    edit(
        ingestion,
        accepted,
        payload -> payload.replaceFirst("\"digest\":\"....", "\"digest\":\"ffff"));

    assertThat(discrepancies()).containsExactly("the file is not the one that was received");
  }

  @Test
  void sealedBytesOfAnotherEvent() {
    edit(
        interpretation,
        0,
        payload ->
            payload.replace(
                CanonicalEnvelope.decode(interpretation.get(0)).id().toString(),
                CanonicalEnvelope.decode(interpretation.get(1)).id().toString()));

    assertThat(discrepancies()).containsExactly("its sealed bytes are bound to another event");
  }

  @Test
  void tagsOfSomebodyElse() {
    var event = CanonicalEnvelope.decode(interpretation.get(0));
    var other = CanonicalEnvelope.decode(interpretation.get(1));
    interpretation.set(0, Envelopes.with(event, other.tags(), event.payload()));

    assertThat(discrepancies()).containsExactly("its tags do not repeat the fields of its payload");
  }

  @Test
  void aTagTooFew() {
    var event = CanonicalEnvelope.decode(interpretation.get(0));
    interpretation.set(
        0, Envelopes.with(event, event.tags().subList(1, event.tags().size()), event.payload()));

    assertThat(discrepancies()).containsExactly("its tags do not repeat the fields of its payload");
  }

  @Test
  void anEventOfAnotherLog() {
    ingestion.add(consent.getLast());

    assertThat(discrepancies())
        .containsExactly("an event of this namespace does not belong into this log");
  }

  @Test
  void anEventThatNobodyKnows() {
    var event = CanonicalEnvelope.decode(consent.getLast());
    consent.add(Envelopes.ofType(event, "consent.KeyDestroyed"));

    assertThat(discrepancies())
        .containsExactly("this program does not know such an event, or its version");
  }

  @Test
  void aPermitForAnotherAction() {
    int permit = first(consent, event -> event.type().equals(KnownEvent.PERMITTED));
    edit(consent, permit, payload -> payload.replace("\"collect\"", "\"use\""));

    assertThat(discrepancies())
        .containsExactly("the decision that it names permitted something else");
  }

  @Test
  void aPermitForAnotherAccession() {
    int permit = first(consent, event -> event.type().equals(KnownEvent.PERMITTED));
    edit(consent, permit, payload -> payload.replace("accession/", "accession/other-"));

    assertThat(discrepancies())
        .containsExactly("the decision that it names permitted something else");
  }

  @Test
  void aFieldTooFew() {
    edit(interpretation, 0, payload -> payload.replace("\"issuedAt\"", "\"issued\""));

    assertThat(discrepancies())
        .containsExactly("a field is absent that every event of this kind has");
  }

  @Test
  void aFieldTwice() {
    edit(interpretation, 0, payload -> payload.replaceFirst("\\{", "{\"decision\":\"another\","));

    assertThat(discrepancies()).containsExactly("a field stands twice in the payload");
  }
}
