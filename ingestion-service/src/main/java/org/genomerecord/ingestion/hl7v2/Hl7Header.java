package org.genomerecord.ingestion.hl7v2;

import ca.uhn.hl7v2.model.v251.segment.MSH;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the MSH says of its message.
public record Hl7Header(MSH segment) {

  String messageCode() {
    return text(segment.getMessageType().getMessageCode().getValue());
  }

  boolean isResult() {
    var structure = text(segment.getMessageType().getMessageStructure().getValue());
    return messageCode().equals("ORU")
        && text(segment.getMessageType().getTriggerEvent().getValue()).equals("R01")
        && (structure.isEmpty() || structure.equals("ORU_R01"));
  }

  String controlId() {
    return text(segment.getMessageControlID().getValue());
  }

  /// Of the message; empty if it does not say.
  String sentAt() {
    return text(segment.getDateTimeOfMessage().getTime().getValue());
  }

  String processingId() {
    return text(segment.getProcessingID().getProcessingID().getValue());
  }

  String version() {
    return text(segment.getVersionID().getVersionID().getValue());
  }

  /// Whether the sender is in enhanced mode and wants no application's acknowledgement: then what
  /// is acknowledged is that the message is kept.
  public boolean wantsCommitOnly() {
    var accept = text(segment.getAcceptAcknowledgmentType().getValue());
    var application = text(segment.getApplicationAcknowledgmentType().getValue());
    return application.equals("NE") || (application.isEmpty() && !accept.isEmpty());
  }

  static String text(@Nullable String value) {
    var text = Objects.requireNonNullElse(value, "").strip();
    return text.equals("\"\"") ? "" : text;
  }

  @Override
  public String toString() {
    return "Hl7Header[…]";
  }
}
