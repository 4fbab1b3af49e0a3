package org.genomerecord.ingestion.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.genomerecord.ingestion.hl7v2.SampleMessage.TEXT;
import static org.genomerecord.ingestion.hl7v2.SampleMessage.read;
import static org.genomerecord.ingestion.hl7v2.SampleMessage.with;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.v251.message.ACK;
import java.util.List;
import java.util.Set;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Read back by the library with all of its rules, as a sender would.
class AcknowledgingAMessageTest {

  private static ACK parsed(String acknowledgement) throws HL7Exception {
    return (ACK) new DefaultHapiContext().getPipeParser().parse(acknowledgement);
  }

  private static ACK answer(String text) throws HL7Exception {
    var message = read(text);
    var answer = SampleMessage.acknowledgement(message);
    return parsed(message.outcome().isRefused() ? answer.refused() : answer.accepted());
  }

  @Test
  void aSoundOneIsAcceptedWithWhatWasOdd() throws HL7Exception {
    var ack = answer(TEXT);

    assertThat(ack.getMSA().encode()).isEqualTo("MSA|AA|NORTH-0011");
    assertThat(ack.getMSH().getMessageType().encode()).isEqualTo("ACK^R01^ACK");
    assertThat(ack.getMSH().getSendingApplication().encode()).isEqualTo("GENOME");
    assertThat(ack.getMSH().getReceivingApplication().encode()).isEqualTo("LIMS");
    assertThat(ack.getMSH().getReceivingFacility().encode()).isEqualTo("NORTHLAB");
    assertThat(ack.getMSH().getProcessingID().encode()).isEqualTo("P");
    assertThat(ack.getMSH().getVersionID().encode()).isEqualTo("2.5.1");
    assertThat(ack.getERRReps()).isOne();
    assertThat(ack.getERR().encode())
        .startsWith(
            "ERR||OBX^7^5|0^Message accepted^HL70357|W|variant-not-read^^urn:genome-record:problem|||");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "|ORU^R01^ORU_R01|; |ADT^A01^ADT_A01|; AR; MSH^1^9; 200",
        "|ORU^R01^ORU_R01|; |ORU^R30^ORU_R30|; AR; MSH^1^9; 201",
        "|P|2.5.1; |D|2.5.1; AR; MSH^1^11; 202",
        "|2.5.1|; |2.3|; AR; MSH^1^12; 203",
        "SPM|; PID|; AE; PID^2; 100",
        "&2.999.1.1&ISO; ''; AE; PID^1^3; 101",
        "HGNC:2625^CYP2D6^HGNC; ''; AE; OBX^2^5; 101",
        "CYP2D6*4/*4; 4/4; AE; OBX^2^5; 102",
        "Poor metabolizer; Slow; AE; OBX^2^5; 103",
      })
  void whatIsWrongHasItsConditionAndPlace(
      String from, String to, String code, String location, String condition) throws HL7Exception {
    var ack = answer(with(from, to.equals("''") ? "" : to));

    assertThat(ack.getMSA().getAcknowledgmentCode().getValue()).isEqualTo(code);
    assertThat(ack.getMSA().getMessageControlID().getValue()).isEqualTo("NORTH-0011");
    assertThat(ack.getERR().getErrorLocation(0).encode()).isEqualTo(location);
    assertThat(ack.getERR().getHL7ErrorCode().getIdentifier().getValue()).isEqualTo(condition);
    assertThat(ack.getERR().getSeverity().getValue()).isEqualTo("E");
    assertThat(ack.getERR().getUserMessage().getValue()).isNotBlank();
  }

  @Test
  void whatIsNotTheMessagesFaultIsToldToo() throws HL7Exception {
    var answers =
        List.of(
            new Refusal(Category.FORBIDDEN, "patient-unknown", "nobody"),
            new Refusal(Category.CONFLICT, "accession-content", "another"),
            new Refusal(Category.FORBIDDEN, "no-provision", "not permitted"));

    for (int i = 0; i < answers.size(); i++) {
      var ack = parsed(SampleMessage.acknowledgement(read(TEXT)).refused(answers.get(i)));
      assertThat(ack.getMSA().getAcknowledgmentCode().getValue()).isEqualTo("AE");
      assertThat(ack.getERR().getHL7ErrorCode().getIdentifier().getValue())
          .isEqualTo(List.of("204", "205", "207").get(i));
      assertThat(ack.getERR().getApplicationErrorCode().getIdentifier().getValue())
          .isEqualTo(answers.get(i).code());
    }
  }

  @ParameterizedTest
  @EnumSource(Category.class)
  void whatPassesByItselfHasNoAnswerThatWouldBeParked(Category category) {
    var refusal = new Refusal(category, "some-code", "a sentence");
    var answer = SampleMessage.acknowledgement(read(TEXT));

    if (Set.of(Category.BUSY, Category.UNAVAILABLE, Category.FAULT).contains(category)) {
      assertThat(Acknowledgement.tells(refusal)).isFalse();
      assertThatIllegalArgumentException().isThrownBy(() -> answer.refused(refusal));
    } else {
      assertThat(Acknowledgement.tells(refusal)).isTrue();
      assertThat(answer.refused(refusal)).contains("MSA|AE|");
    }
  }

  @Test
  void segmentsThatCannotBeReadAreCountedWithTheOthers() throws HL7Exception {
    var long_ = "OBX|99|ST|1^a|9|" + "x".repeat(600) + "\r";

    var ack = answer(with("OBX|2|ST|", long_ + "OBX|2|ST|").replace("CYP2D6*4/*4", "4/4"));

    assertThat(ack.getERR(0).getErrorLocation(0).encode()).isEqualTo("OBX^2");
    assertThat(ack.getERR(1).getErrorLocation(0).encode()).isEqualTo("OBX^3^5");
  }

  @ParameterizedTest
  @CsvSource({"AL,NE,CA", "AL,'',CA", "NE,AL,AA", "AL,AL,AA", "'','',AA"})
  void inEnhancedModeTheSenderSaysWhatItWaitsFor(String accept, String application, String code)
      throws HL7Exception {
    var text = with("|2.5.1||||||", "|2.5.1|||%s|%s||".formatted(accept, application));

    assertThat(answer(text).getMSA().getAcknowledgmentCode().getValue()).isEqualTo(code);
    assertThat(answer(text.replace("*4/*4", "4")).getMSA().getAcknowledgmentCode().getValue())
        .isEqualTo(code.replace("AA", "AE").replace("CA", "CE"));
  }

  @Test
  void aControlIdCannotWriteSegments() throws HL7Exception {
    var ack = answer(with("NORTH-0011|P", "N\\X0D\\MSA\\F\\AA|P"));

    assertThat(ack.encode().chars().filter(c -> c == '\r').count()).isEqualTo(3);
  }
}
