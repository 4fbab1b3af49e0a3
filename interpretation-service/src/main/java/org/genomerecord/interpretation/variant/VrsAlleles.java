package org.genomerecord.interpretation.variant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Computed identifiers of the GA4GH Variation Representation Specification, version 2.0, for small
/// variants: `ga4gh:VA.` and the digest of the fully-justified allele.
///
/// Exchanged bases need nothing but the contig's refget accession, which is tabled; insertions and
/// deletions need the sequence around them.
public final class VrsAlleles {
  private static final String BASES = "[ACGT]+";
  private static final int DIGEST_BYTES = 24;

  private final Assembly assembly;
  private final @Nullable Reference reference;

  /// @param reference of the assembly; without it insertions and deletions have no identifier
  public VrsAlleles(Assembly assembly, @Nullable Reference reference) {
    this.assembly = assembly;
    this.reference = reference;
  }

  /// The identifier of one alternate allele of a record.
  ///
  /// @param contig by any of its names
  /// @param position 1-based, of the first reference base
  /// @return empty for what is not written in A, C, G and T, on a contig without a tabled refget
  ///   accession, beyond its end, against the reference, or in need of a reference that there is
  ///   not
  public Optional<String> identifier(String contig, int position, String ref, String alt) {
    var name = Contigs.canonical(contig);
    var sequence = Contigs.refget(assembly, name);
    var written = Normalisation.record(position, ref, alt);
    var last = position + ref.length() - 1;
    if (sequence.isEmpty() || written.isEmpty() || position < 1 || last > assembly.bases(name)) {
      return Optional.empty();
    }
    var known = reference == null ? "" : reference.bases(name, position, last);
    var change = written.get();
    if (!(known.isEmpty() || known.equals(ref.toUpperCase(Locale.ROOT)))
        || !(change.reference() + change.alternate()).matches(BASES)) {
      return Optional.empty();
    }
    if (!change.isIndel()) {
      return Optional.of(
          allele(
              sequence.get(),
              change.position() - 1,
              change.end() - 1,
              literal(change.alternate())));
    }
    return reference == null || known.isEmpty()
        ? Optional.empty()
        : indel(sequence.get(), name, reference, change);
  }

  private static Optional<String> indel(
      String sequence, String contig, Reference reference, Change change) {
    return Ambiguity.of(reference, contig, change)
        .map(ambiguity -> indel(sequence, contig, reference, change, ambiguity));
  }

  /// Expanded over its region of ambiguity. What the reference's own repeat tells is told by a
  /// length, anything else by its bases.
  private static String indel(
      String sequence, String contig, Reference reference, Change change, Ambiguity ambiguity) {
    var start = change.position() - 1 - ambiguity.left();
    var end = change.end() - 1 + ambiguity.right();
    var common = ambiguity.left() + ambiguity.right();
    if (change.alternate().isEmpty()) {
      return allele(sequence, start, end, referenceLength(common, change.reference().length()));
    }
    var inserted = change.movedLeft(ambiguity.left()).alternate();
    var unit = repeatUnit(inserted, common);
    return allele(
        sequence,
        start,
        end,
        unit > 0
            ? referenceLength(common + inserted.length(), unit)
            : literal(common == 0 ? inserted : inserted + reference.bases(contig, start + 1, end)));
  }

  /// The longest unit, a factor of the insertion's length and no longer than the region of
  /// ambiguity, of which the insertion is made; 0 if there is none.
  private static int repeatUnit(String inserted, int common) {
    var length = inserted.length();
    return IntStream.iterate(Math.min(length, common), unit -> unit >= 1, unit -> unit - 1)
        .filter(unit -> length % unit == 0)
        .filter(unit -> inserted.regionMatches(unit, inserted, 0, length - unit))
        .findFirst()
        .orElse(0);
  }

  private static String literal(String bases) {
    return "{\"sequence\":\"" + bases + "\",\"type\":\"LiteralSequenceExpression\"}";
  }

  private static String referenceLength(int length, int unit) {
    return "{\"length\":"
        + length
        + ",\"repeatSubunitLength\":"
        + unit
        + ",\"type\":\"ReferenceLengthExpression\"}";
  }

  /// Members in the order of their names and without spaces (RFC 8785), and what has an identifier
  /// of its own as its digest.
  ///
  /// @param start before the first base, from 0
  /// @param state in that form
  private static String allele(String sequence, int start, int end, String state) {
    var location =
        "{\"end\":"
            + end
            + ",\"sequenceReference\":{\"refgetAccession\":\""
            + sequence
            + "\",\"type\":\"SequenceReference\"},\"start\":"
            + start
            + ",\"type\":\"SequenceLocation\"}";
    return "ga4gh:VA."
        + digest(
            "{\"location\":\""
                + digest(location)
                + "\",\"state\":"
                + state
                + ",\"type\":\"Allele\"}");
  }

  /// GA4GH's sha512t24u: the first 24 bytes of SHA-512 as base64url.
  static String digest(String text) {
    try {
      var sha512 =
          MessageDigest.getInstance("SHA-512").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(sha512, DIGEST_BYTES));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-512", impossible);
    }
  }
}
