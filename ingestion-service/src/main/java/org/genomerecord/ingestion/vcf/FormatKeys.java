package org.genomerecord.ingestion.vcf;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The keys of a FORMAT column. Most records have that of the record before, so that the last one
/// is kept.
final class FormatKeys {
  static final int ABSENT = -1;

  private static final String COLUMN = "FORMAT";

  private final byte[] written;
  private final @Nullable DeclaredKey[] declared;
  private final boolean allDeclared;

  /// Whether the genotype is among them, which is then the first.
  final boolean genotype;

  /// Where the list of local alleles stands (VCF 4.5 section 1.6.2), or `ABSENT`.
  final int localAllelesAt;

  /// Where the phase set stands, or `ABSENT`.
  final int phaseSetAt;

  /// Where the list of phase sets stands that has one for each allele (VCF 4.4 section 1.6.2), or
  /// `ABSENT`.
  final int phaseListAt;

  /// Where the length of a reference block stands (VCF 4.5 section 5.5), or `ABSENT`.
  final int blockLengthAt;

  /// Whether it has a length that, before VCF 4.5, is nobody's word for how far a record reaches.
  final boolean lengthUnread;

  private FormatKeys(byte[] written, List<String> keys, DeclaredHeader header) {
    this.written = written;
    this.genotype = keys.getFirst().equals("GT");
    this.localAllelesAt = keys.indexOf("LAA");
    this.phaseSetAt = keys.indexOf("PS");
    this.phaseListAt = header.minorVersion() >= 4 ? keys.indexOf("PSL") : ABSENT;
    int lengthAt = keys.indexOf("LEN");
    this.blockLengthAt = header.minorVersion() >= 5 ? lengthAt : ABSENT;
    this.lengthUnread = lengthAt != blockLengthAt;
    this.declared = keys.stream().map(header.format()::get).toArray(DeclaredKey[]::new);
    this.allDeclared = !Arrays.asList(declared).contains(null);
  }

  /// Of a record before any.
  static FormatKeys none(DeclaredHeader header) {
    return new FormatKeys(new byte[0], List.of(""), header);
  }

  /// Those of a record; of one that has none there are none.
  FormatKeys of(Site site, DeclaredHeader header, Findings findings) {
    int from = site.line.from(DeclaredHeader.FORMAT);
    int to = site.line.to(DeclaredHeader.FORMAT);
    if (allDeclared && Arrays.equals(written, 0, written.length, site.text(), from, to)) {
      return this;
    }
    var keys = List.of(Fields.split(Fields.text(site.text(), from, to), ':'));
    if (keys.contains("")) {
      throw MalformedVcf.at(site.number(), COLUMN, ProblemCode.FORMAT_EMPTY);
    }
    if (keys.indexOf("GT") > 0) {
      throw MalformedVcf.at(site.number(), COLUMN, ProblemCode.GT_NOT_FIRST);
    }
    if (new HashSet<>(keys).size() < keys.size()) {
      throw MalformedVcf.at(site.number(), COLUMN, ProblemCode.FORMAT_KEY_REPEATED);
    }
    for (var key : keys) {
      if (!header.format().containsKey(key) && !key.equals(".")) {
        findings.warn(site.number(), COLUMN, ProblemCode.FORMAT_UNDECLARED, key);
      }
    }
    var read = new FormatKeys(Arrays.copyOfRange(site.text(), from, to), keys, header);
    if (read.isLocalUnlisted(header)) {
      findings.warn(site.number(), COLUMN, ProblemCode.LOCAL_ALLELES_UNLISTED, "");
    }
    return read;
  }

  /// VCF 4.5 section 1.6.2: the list of local alleles precedes all keys but GT where any is by it.
  private boolean isLocalUnlisted(DeclaredHeader header) {
    boolean listed = localAllelesAt >= 0 && localAllelesAt <= (genotype ? 1 : 0);
    return header.minorVersion() >= 5
        && !listed
        && Arrays.stream(declared).anyMatch(key -> key != null && key.isLocal());
  }

  boolean isNone() {
    return written.length == 1 && written[0] == '.';
  }

  int count() {
    return isNone() ? 0 : declared.length;
  }

  /// Null where the key is not declared.
  @Nullable DeclaredKey declared(int key) {
    return declared[key];
  }
}
