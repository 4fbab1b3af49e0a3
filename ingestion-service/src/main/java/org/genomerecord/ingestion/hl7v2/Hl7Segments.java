package org.genomerecord.ingestion.hl7v2;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.model.AbstractMessage;
import ca.uhn.hl7v2.model.Group;
import ca.uhn.hl7v2.model.Segment;
import ca.uhn.hl7v2.model.v251.message.ORU_R01;
import ca.uhn.hl7v2.parser.ModelClassFactory;
import ca.uhn.hl7v2.parser.PipeParser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.util.Optional;
import java.util.function.BiFunction;
import org.genomerecord.ingestion.hl7v2.Hl7Text.Part;
import org.genomerecord.ingestion.vcf.Findings;
import org.genomerecord.ingestion.vcf.ProblemCode;
import org.genomerecord.ingestion.vcf.VcfProblem;
import org.genomerecord.ingestion.vcf.VcfProblem.Severity;
import org.jspecify.annotations.Nullable;

/// Makes segments of their text, one by one, with the library's definitions of v2.5.1.
final class Hl7Segments {
  private static final HapiContext CONTEXT =
      new DefaultHapiContext(ValidationContextFactory.noValidation());

  private final PipeParser parser = new PipeParser(CONTEXT);
  private final AbstractMessage message;
  private final Hl7Text text;
  private final Findings findings;

  Hl7Segments(Hl7Text text, Findings findings) {
    this.message = new ORU_R01(CONTEXT.getModelClassFactory());
    this.message.setParser(parser);
    this.text = text;
    this.findings = findings;
  }

  /// A parser that checks nothing, for messages of ours.
  static PipeParser parser() {
    return new PipeParser(CONTEXT);
  }

  /// Empty if it cannot be read: it was said.
  ///
  /// @param segment the definition's constructor
  <S extends Segment> Optional<S> read(Part part, BiFunction<Group, ModelClassFactory, S> segment) {
    if (!part.isReadable()) {
      return Optional.empty();
    }
    var read = segment.apply(message, CONTEXT.getModelClassFactory());
    try {
      parser.parse(read, part.text(), text.delimiters());
      return Optional.of(read);
    } catch (HL7Exception e) {
      boolean isPlaced = e.getLocation() != null && e.getLocation().getField() > 0;
      refuse(part, isPlaced ? part.name() + "-" + e.getLocation().getField() : null);
    } catch (RuntimeException _) {
      // Of what it does not expect, the library throws whatever; the message is at fault either
      // way.
      refuse(part, null);
    }
    return Optional.empty();
  }

  private void refuse(Part part, @Nullable String field) {
    findings.add(
        new VcfProblem(
            part.number(),
            field == null ? part.name() : field,
            Severity.ERROR,
            ProblemCode.SEGMENT_MALFORMED));
  }
}
