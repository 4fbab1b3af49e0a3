package org.genomerecord.ingestion.vcf;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// One streaming pass over the submitted bytes, in memory bounded by [VcfBounds].
public final class VcfValidation {
  private VcfValidation() {}

  /// Reads to the end of the file, or to the first thing that gives the rest no meaning. After a
  /// broken record the pass goes on, so that a refusal can tell several lines at once.
  ///
  /// @param bytes as submitted: plain, gzip or bgzip; not closed here
  /// @throws IOException when the bytes themselves cannot be read: a fault, no verdict
  public static VcfOutcome validate(
      InputStream bytes, VcfExpectations expectations, VcfBounds bounds) throws IOException {
    var findings = new Findings(bounds);
    try {
      var lines = VcfLines.of(bytes, bounds, findings);
      var header = HeaderReading.read(lines, expectations, bounds, findings);
      var promised = new PromisedGenes(expectations.promisedGenes(), header.assembly());
      var records = new RecordCheck(header, bounds, findings, promised);
      long recordCount = records(lines, records, bounds, findings);
      if (lines.isUnterminated() && header.minorVersion() >= 3) {
        findings.warn(lines.number(), null, ProblemCode.FINAL_LINE_FEED_MISSING, "");
      }
      person(records.profile(), expectations, findings);
      promised.warn(findings);
      return findings.refused()
          ? new VcfOutcome.Refused(findings.report())
          : new VcfOutcome.Accepted(
              header.assembly(),
              header.samples().get(header.sampleIndex()),
              DeclaredHeader.FIXED_COLUMNS.size() + 2 + header.sampleIndex(),
              header.samples().size(),
              recordCount,
              records.indels(),
              "VCFv4." + header.minorVersion(),
              records.isGvcf(),
              records.profile(),
              records.identity(),
              lines.blocks().flatMap(records::index),
              findings.report());
    } catch (MalformedVcf malformed) {
      findings.end(malformed);
      return new VcfOutcome.Refused(findings.report());
    }
  }

  /// Whose genome it may be, once all of it is read.
  private static void person(
      SampleProfile profile, VcfExpectations expectations, Findings findings) {
    var stated = Optional.ofNullable(expectations.sex());
    if (stated.isPresent() && profile.sexOfX().filter(sex -> sex != stated.get()).isPresent()) {
      findings.refuse(MalformedVcf.inFile(ProblemCode.SEX_CONTRADICTION));
    }
    if (profile.isHeterozygosityUnusual()) {
      findings.warn(null, null, ProblemCode.HETEROZYGOSITY_UNUSUAL, "");
    }
  }

  private static long records(
      VcfLines lines, RecordCheck records, VcfBounds bounds, Findings findings) throws IOException {
    long count = 0;
    long emptyAt = 0;
    int emptyLines = 0;
    for (var line = lines.next(); line != null; line = lines.next()) {
      emptyLines = line.isEmpty() ? emptyLines + 1 : 0;
      if (emptyLines > 0 && emptyLines <= bounds.emptyLinesMax()) {
        emptyAt = emptyAt == 0 ? lines.number() : emptyAt;
        continue;
      }
      if (emptyAt > 0) {
        refuse(MalformedVcf.at(emptyAt, ProblemCode.COLUMN_COUNT), lines, findings);
        emptyAt = 0;
      }
      count++;
      if (count > bounds.recordsMax()) {
        throw MalformedVcf.at(lines.number(), ProblemCode.RECORDS_TOO_MANY);
      }
      try {
        records.check(line);
      } catch (MalformedVcf malformed) {
        refuse(malformed, lines, findings);
      }
    }
    if (emptyAt > 0) {
      findings.warn(emptyAt, null, ProblemCode.EMPTY_LAST_LINE, "");
    }
    if (count == 0) {
      findings.warn(lines.number(), null, ProblemCode.NO_DATA_LINES, "");
    }
    return count;
  }

  private static void refuse(MalformedVcf malformed, VcfLines lines, Findings findings) {
    findings.refuse(malformed);
    if (findings.isFull()) {
      throw MalformedVcf.at(lines.number(), ProblemCode.READING_STOPPED);
    }
  }
}
