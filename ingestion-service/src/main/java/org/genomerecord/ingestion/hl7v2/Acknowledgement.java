package org.genomerecord.ingestion.hl7v2;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.v251.message.ACK;
import ca.uhn.hl7v2.model.v251.segment.ERR;
import ca.uhn.hl7v2.util.DeepCopy;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.genomerecord.ingestion.hl7v2.Origin.Said;
import org.genomerecord.ingestion.vcf.ProblemCode;
import org.genomerecord.ingestion.vcf.VcfProblem;
import org.genomerecord.ingestion.vcf.VcfProblem.Severity;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/// The answer to a message: an ACK^R01 with what was wrong. It holds nothing of the message but its
/// control id, who sent it and to whom.
public final class Acknowledgement {
  /// Of a longer list the rest is left out: the offline validator tells all.
  private static final int ERRORS_MAX = 100;

  private static final int TEXT_CHARS_MAX = 250;
  private static final int CONTROL_ID_CHARS = 20;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmssZ");
  private static final String CODES = "urn:genome-record:problem";

  private final Hl7Message message;
  private final Hl7Header header;
  private final Instant now;
  private final UUID id;
  private final List<Entry> entries = new ArrayList<>();

  private Acknowledgement(Hl7Message message, Hl7Header header, Instant now, UUID id) {
    this.message = message;
    this.header = header;
    this.now = now;
    this.id = id;
  }

  /// @param id a new one, of which its own control id is made
  /// @throws IllegalArgumentException if the message has no header
  public static Acknowledgement of(Hl7Message message, Instant now, UUID id) {
    if (message.header() == null) {
      throw new IllegalArgumentException("what has no header is not acknowledged");
    }
    return new Acknowledgement(message, message.header(), now, id);
  }

  /// Whether a refusal is about the message, and so for its sender to put right. What passes by
  /// itself, or is a fault of ours, is none: engines park what has an answer, and send again what
  /// has none.
  public static boolean tells(Refusal refusal) {
    return switch (refusal.category()) {
      case BUSY, UNAVAILABLE, FAULT -> false;
      case INCORRECT, FORBIDDEN, NOT_FOUND, CONFLICT, UNSUPPORTED -> true;
    };
  }

  /// Of one ERR.
  ///
  /// @param segment number of the segment; null: not bound to one
  /// @param field such as `OBX-5`, or the name of a segment; null: not bound to one
  private record Entry(
      @Nullable Long segment,
      @Nullable String field,
      Condition condition,
      Severity severity,
      String code,
      String text) {}

  /// HL7 table 0357.
  private enum Condition {
    ACCEPTED(0, "Message accepted"),
    SEGMENT_SEQUENCE(100, "Segment sequence error"),
    FIELD_MISSING(101, "Required field missing"),
    DATA_TYPE(102, "Data type error"),
    TABLE_VALUE(103, "Table value not found"),
    MESSAGE_TYPE(200, "Unsupported message type"),
    EVENT_CODE(201, "Unsupported event code"),
    PROCESSING_ID(202, "Unsupported processing id"),
    VERSION(203, "Unsupported version id"),
    UNKNOWN_KEY(204, "Unknown key identifier"),
    DUPLICATE_KEY(205, "Duplicate key identifier"),
    INTERNAL(207, "Application internal error");

    private final int code;
    private final String text;

    Condition(int code, String text) {
      this.code = code;
      this.text = text;
    }
  }

  /// Kept and sound; what was odd is told as warnings.
  public String accepted() {
    told(Severity.WARNING);
    return written("A");
  }

  /// Refused for what is wrong with it, as the validation found: rejected, if nobody here receives
  /// such messages at all.
  public String refused() {
    told(Severity.ERROR);
    return written(message.isRejected() ? "R" : "E");
  }

  /// Refused for what is on record of it.
  public String refused(String code, @Nullable Long segment, String reason) {
    entries.add(new Entry(segment, null, Condition.INTERNAL, Severity.ERROR, code, reason));
    return written("E");
  }

  /// Refused, as its request says something else than what is at this place of it.
  public String contradicted(Said<?> at) {
    entries.add(
        new Entry(
            at.segment(),
            at.field(),
            Condition.DATA_TYPE,
            Severity.ERROR,
            ProblemCode.CONTEXT_CONTRADICTION.code(),
            "Submission-Context says something else; find out which is meant, and whose specimen"
                + " it is"));
    return written("E");
  }

  /// Refused for another reason than itself.
  ///
  /// @throws IllegalArgumentException if the refusal passes
  public String refused(Refusal refusal) {
    if (!tells(refusal)) {
      throw new IllegalArgumentException("what passes is not acknowledged");
    }
    var unknown = refusal.code().equals("patient-unknown");
    var conflict = refusal.category() == Category.CONFLICT;
    entries.add(
        new Entry(
            null,
            unknown ? "PID-3" : conflict ? "OBR-3" : null,
            unknown
                ? Condition.UNKNOWN_KEY
                : conflict ? Condition.DUPLICATE_KEY : Condition.INTERNAL,
            Severity.ERROR,
            refusal.code(),
            refusal.detail()));
    return written("E");
  }

  private void told(Severity severity) {
    message.outcome().report().kept(severity).stream()
        .limit(ERRORS_MAX)
        .map(this::entry)
        .forEach(entries::add);
  }

  private Entry entry(VcfProblem problem) {
    return new Entry(
        problem.line(),
        problem.column(),
        problem.severity() == Severity.WARNING ? Condition.ACCEPTED : condition(problem.problem()),
        problem.severity(),
        problem.code(),
        problem.reason());
  }

  private Condition condition(ProblemCode problem) {
    return switch (problem) {
      case HL7_TYPE ->
          header.messageCode().equals("ORU") ? Condition.EVENT_CODE : Condition.MESSAGE_TYPE;
      case HL7_VERSION -> Condition.VERSION;
      case HL7_PROCESSING_ID -> Condition.PROCESSING_ID;
      case SEGMENT_ORDER -> Condition.SEGMENT_SEQUENCE;
      case FIELD_MISSING, SUBJECT_MISSING, GENE_MISSING, CALL_EMPTY -> Condition.FIELD_MISSING;
      case NOT_FINAL, HL7_CHARSET, PHENOTYPE_NOT_KNOWN, ATTACHMENT_TYPE, CONTEXT_NOT_TAKEN ->
          Condition.TABLE_VALUE;
      default -> Condition.DATA_TYPE;
    };
  }

  /// @param letter of the code: accepted, error, rejected
  private String written(String letter) {
    var ack = new ACK();
    var parser = Hl7Segments.parser();
    ack.setParser(parser);
    try {
      var msh = ack.getMSH();
      msh.getFieldSeparator().setValue("|");
      msh.getEncodingCharacters().setValue("^~\\&");
      DeepCopy.copy(header.segment().getReceivingApplication(), msh.getSendingApplication());
      DeepCopy.copy(header.segment().getReceivingFacility(), msh.getSendingFacility());
      DeepCopy.copy(header.segment().getSendingApplication(), msh.getReceivingApplication());
      DeepCopy.copy(header.segment().getSendingFacility(), msh.getReceivingFacility());
      msh.getDateTimeOfMessage().getTime().setValue(TIME.format(now.atOffset(ZoneOffset.UTC)));
      msh.getMessageType().getMessageCode().setValue("ACK");
      msh.getMessageType().getTriggerEvent().setValue("R01");
      msh.getMessageType().getMessageStructure().setValue("ACK");
      msh.getMessageControlID()
          .setValue(id.toString().replace("-", "").substring(0, CONTROL_ID_CHARS));
      msh.getProcessingID().getProcessingID().setValue(header.processingId());
      msh.getVersionID().getVersionID().setValue("2.5.1");
      msh.getCharacterSet(0).setValue("UNICODE UTF-8");
      ack.getMSA()
          .getAcknowledgmentCode()
          .setValue((header.wantsCommitOnly() ? "C" : "A") + letter);
      ack.getMSA().getMessageControlID().setValue(header.controlId());
      for (int i = 0; i < entries.size(); i++) {
        write(entries.get(i), ack.getERR(i));
      }
      return parser.encode(ack);
    } catch (HL7Exception _) {
      throw new IllegalStateException("an acknowledgement could not be written");
    }
  }

  private void write(Entry entry, ERR err) throws HL7Exception {
    if (entry.field() != null) {
      var parts = entry.field().split("-", 2);
      var location = err.getErrorLocation(0);
      location.getSegmentID().setValue(parts[0]);
      location.getSegmentSequence().setValue(String.valueOf(occurrence(parts[0], entry.segment())));
      if (parts.length > 1) {
        location.getFieldPosition().setValue(parts[1]);
      }
    }
    var condition = entry.condition();
    err.getHL7ErrorCode().getIdentifier().setValue(String.valueOf(condition.code));
    err.getHL7ErrorCode().getText().setValue(condition.text);
    err.getHL7ErrorCode().getNameOfCodingSystem().setValue("HL70357");
    err.getSeverity().setValue(entry.severity() == Severity.WARNING ? "W" : "E");
    err.getApplicationErrorCode().getIdentifier().setValue(entry.code());
    err.getApplicationErrorCode().getNameOfCodingSystem().setValue(CODES);
    var text = entry.text();
    err.getUserMessage()
        .setValue(text.length() > TEXT_CHARS_MAX ? text.substring(0, TEXT_CHARS_MAX) : text);
  }

  /// How manieth of its name a segment is, as ERL.2 counts them.
  private long occurrence(String name, @Nullable Long segment) {
    return segment == null
        ? 1
        : message.segments().stream().limit(segment).filter(name::equals).count();
  }
}
