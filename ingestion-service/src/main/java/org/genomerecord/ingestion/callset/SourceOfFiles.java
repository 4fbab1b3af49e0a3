package org.genomerecord.ingestion.callset;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Optional;
import org.genomerecord.ingestion.outside.FileFormat;
import org.genomerecord.record.event.AccessionId;

/// Has reports and messages say their source themselves where their requests do not: which class a
/// permit to collect them is asked for rests on it, so it is read before anybody decides.
@ApplicationScoped
class SourceOfFiles {
  private final FileValidation validation;
  private final ReadingRoom room;
  private final int bytesMax;

  SourceOfFiles(IngestionLimits limits) {
    this.validation = new FileValidation(limits);
    this.room = new ReadingRoom("reports", limits.outside().reportsMax());
    this.bytesMax = limits.outside().reportBytesMax();
  }

  /// What takes a file in.
  @FunctionalInterface
  interface Taking {
    AccessionId take(Submission submission, InputStream bytes) throws IOException;
  }

  /// Has a file taken in, as one of the source that it says.
  ///
  /// @param laboratory that sends it
  /// @param format empty: a VCF
  AccessionId taken(
      String laboratory,
      Submission submission,
      Optional<FileFormat> format,
      InputStream bytes,
      Taking taking)
      throws IOException {
    boolean isAsked =
        format.filter(FileFormat::namesPatient).isPresent()
            && SubmissionContext.sourceOf(submission.context()) == null;
    return isAsked
        ? room.read(laboratory, () -> asked(submission, format.get(), bytes, taking))
        : taking.take(submission, bytes);
  }

  private AccessionId asked(
      Submission submission, FileFormat format, InputStream bytes, Taking taking)
      throws IOException {
    var read = bytes.readNBytes(bytesMax + 1);
    var said = validation.source(format, read).map(submission::of).orElse(submission);
    var all = new SequenceInputStream(new ByteArrayInputStream(read), bytes);
    return taking.take(said, all);
  }
}
