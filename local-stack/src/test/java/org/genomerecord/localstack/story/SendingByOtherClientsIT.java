package org.genomerecord.localstack.story;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.interceptor.AdditionalRequestHeadersInterceptor;
import ca.uhn.fhir.rest.client.interceptor.BearerTokenAuthInterceptor;
import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.hoh.api.DecodeException;
import ca.uhn.hl7v2.hoh.api.EncodeException;
import ca.uhn.hl7v2.hoh.encoder.Hl7OverHttpRequestEncoder;
import ca.uhn.hl7v2.hoh.encoder.Hl7OverHttpResponseDecoder;
import ca.uhn.hl7v2.hoh.encoder.NoMessageReceivedException;
import ca.uhn.hl7v2.hoh.sign.SignatureVerificationException;
import ca.uhn.hl7v2.model.v251.message.ACK;
import ca.uhn.hl7v2.model.v251.message.ORU_R01;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// HAPI's sender of HL7 v2 over HTTP and its FHIR client: from a laboratory's interface engine to
/// the report that a clinician's program reads.
@ExtendWith(RunningStack.Shared.class)
class SendingByOtherClientsIT {
  private static final String PATH = "/submissions/hl7v2";
  private static final int ANSWER_MILLIS = 60_000;

  private final RunningStack running;
  private final HapiContext hl7 = new DefaultHapiContext();
  private final String number = Laboratory.newNumber();

  SendingByOtherClientsIT(RunningStack running) {
    this.running = running;
  }

  /// The sender by itself knows Basic authentication only; engines set what headers they are told.
  private final class Request extends Hl7OverHttpRequestEncoder {
    @Override
    protected void addSpecificHeaders() {
      super.addSpecificHeaders();
      getHeaders().put("Authorization", "Bearer " + running.tokens().lab("lab-north"));
      getHeaders().put("Purpose-Of-Use", "TREAT");
    }
  }

  /// The sample, of this patient and under this spec's number.
  private ORU_R01 result(SyntheticPatient patient) throws IOException, HL7Exception {
    var sample =
        Files.readString(
            RunningStack.HOME.resolve("ingestion-service/src/test/resources/hl7v2/result.hl7"));
    var result = (ORU_R01) hl7.getPipeParser().parse(sample.replace('\n', '\r'));
    var segments = result.getPATIENT_RESULT();
    segments
        .getPATIENT()
        .getPID()
        .getPatientIdentifierList(0)
        .getIDNumber()
        .setValue(patient.recordNumber());
    segments
        .getORDER_OBSERVATION()
        .getOBR()
        .getFillerOrderNumber()
        .getEntityIdentifier()
        .setValue(number);
    result.getMSH().getMessageControlID().setValue(UUID.randomUUID().toString().substring(0, 20));
    return result;
  }

  private ACK sent(ORU_R01 message)
      throws IOException,
          HL7Exception,
          EncodeException,
          DecodeException,
          NoMessageReceivedException,
          SignatureVerificationException {
    var gateway = running.stack().gateway();
    var request = new Request();
    request.setHost(gateway.getHost());
    request.setPort(gateway.getPort());
    request.setPath(PATH);
    request.setMessage(hl7.getPipeParser().encode(message));
    try (var socket = new Socket(gateway.getHost(), gateway.getPort())) {
      request.encodeToOutputStream(socket.getOutputStream());
      socket.getOutputStream().flush();
      socket.setSoTimeout(ANSWER_MILLIS);
      var answer = new Hl7OverHttpResponseDecoder();
      answer.setReadTimeout(ANSWER_MILLIS);
      answer.readHeadersAndContentsFromInputStreamAndDecode(socket.getInputStream());
      var ack = (ACK) hl7.getPipeParser().parse(answer.getMessage());
      assertThat(ack.getMSA().getMessageControlID().getValue())
          .isEqualTo(message.getMSH().getMessageControlID().getValue());
      return ack;
    }
  }

  private static String code(ACK ack) {
    return ack.getMSA().getAcknowledgmentCode().getValue();
  }

  private static String condition(ACK ack) {
    return ack.getERR().getHL7ErrorCode().getIdentifier().getValue();
  }

  private IGenericClient fhir(String token) {
    var client =
        FhirContext.forR4Cached().newRestfulGenericClient(running.stack().gateway() + "/fhir");
    client.registerInterceptor(new BearerTokenAuthInterceptor(token));
    var headers = new AdditionalRequestHeadersInterceptor();
    headers.addHeaderValue("Purpose-Of-Use", "TREAT");
    client.registerInterceptor(headers);
    return client;
  }

  private Bundle reports(SyntheticPatient patient) {
    return fhir(running.tokens().user("dr-grey"))
        .search()
        .forResource(DiagnosticReport.class)
        .where(DiagnosticReport.SUBJECT.hasId("Patient/" + patient.pseudonym()))
        .returnBundle(Bundle.class)
        .execute();
  }

  @Test
  void aResultIsTakenOnceAndReadAsAReport() throws Exception {
    var patient = running.consentingPatient();
    var result = result(patient);

    var first = sent(result);
    var again = sent(result);

    assertThat(first.encode()).contains("MSA|AA|", "|W|variant-not-read^");
    assertThat(code(again)).isEqualTo("AA");
    assertThat(again.getERR().encode()).isEqualTo(first.getERR().encode());
    var log = running.log("ingestion");
    assertThat(log.ofPatient(patient.pseudonym(), "SubmissionReceived")).hasSize(1);
    assertThat(log.ofPatient(patient.pseudonym(), "OutsideCallsAccepted")).hasSize(1);
    result.getMSH().getMessageControlID().setValue("ANOTHER");
    var other = sent(result);
    assertThat(code(other)).isEqualTo("AE");
    assertThat(condition(other)).isEqualTo("205");

    Eventually.see("a report", () -> !reports(patient).getEntry().isEmpty());
    var report = (DiagnosticReport) reports(patient).getEntryFirstRep().getResource();
    assertThat(report.hasSubject()).isTrue();
    assertThat(
            reports(patient).getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(Observation.class::isInstance))
        .isNotEmpty();
  }

  @Test
  void whatIsWrongIsAcknowledgedAsWhatItIs() throws Exception {
    var unknown = result(running.patient());
    unknown
        .getPATIENT_RESULT()
        .getPATIENT()
        .getPID()
        .getPatientIdentifierList(0)
        .getIDNumber()
        .setValue("MRN-" + UUID.randomUUID());
    var nobody = sent(unknown);
    assertThat(code(nobody)).isEqualTo("AE");
    assertThat(condition(nobody)).isEqualTo("204");
    assertThat(nobody.getERR().getErrorLocation(0).encode()).isEqualTo("PID^1^3");

    var silent = running.patient();
    var unpermitted = sent(result(silent));
    assertThat(code(unpermitted)).isEqualTo("AE");
    assertThat(condition(unpermitted)).isEqualTo("207");
    assertThat(running.log("ingestion").ofPatient(silent.pseudonym(), "SubmissionReceived"))
        .isEmpty();

    var patient = running.consentingPatient();
    var wrong = result(patient);
    wrong.getMSH().getVersionID().getVersionID().setValue("2.3");
    var rejected = sent(wrong);
    assertThat(code(rejected)).isEqualTo("AR");
    assertThat(condition(rejected)).isEqualTo("203");

    var preliminary = result(patient);
    preliminary
        .getPATIENT_RESULT()
        .getORDER_OBSERVATION()
        .getOBSERVATION(1)
        .getOBX()
        .getObservationResultStatus()
        .setValue("P");
    var refused = sent(preliminary);
    assertThat(code(refused)).isEqualTo("AE");
    assertThat(refused.getERR().encode()).contains("OBX^2^11", "not-final");
    assertThat(code(sent(preliminary))).isEqualTo("AE");
    assertThat(running.log("ingestion").ofPatient(patient.pseudonym(), "SubmissionRefused"))
        .hasSize(1);
    assertThat(code(sent(result(patient)))).as("corrected, under the same number").isEqualTo("AA");
  }

  @Test
  void theCapabilitiesAreRead() {
    var capabilities =
        fhir(running.tokens().user("dr-grey"))
            .capabilities()
            .ofType(CapabilityStatement.class)
            .execute();

    assertThat(capabilities.getRestFirstRep().getResource())
        .extracting(CapabilityStatement.CapabilityStatementRestResourceComponent::getType)
        .contains("DiagnosticReport");
  }
}
