package org.genomerecord.ingestion.vcf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Notes the patient's genotypes at the identity sites (`identity/SOURCES.md`) while the records go
/// by; keeps a byte for each site.
///
/// A genotype is the number of strong bases (C or G) in it: each site has a weak and a strong
/// allele, so that this is the same on both strands and in both assemblies, whichever base is the
/// reference there.
final class IdentitySites {
  private static final byte ABSENT = 0;
  private static final byte UNTOLD = '?';

  /// Two records tell two different variants.
  private static final byte CONTRADICTORY = '!';

  private static final byte NO_STRONG = '0';
  private static final byte TWO_STRONG = '2';

  /// The sites of one chromosome, in the order of positions, from a place in the table on.
  private static final class Track {
    static final Track NONE = new Track(0, new int[0]);

    final int first;
    final int[] positions;

    Track(int first, int[] positions) {
      this.first = first;
      this.positions = positions;
    }
  }

  private static final List<Map<String, String>> SITES = ResourceTable.rows("/identity/sites.tsv");
  private static final byte[] REFERENCES = references();
  private static final Map<Assembly, Map<String, Track>> TRACKS =
      Map.of(
          Assembly.GRCH37, tracks("position_grch37"), Assembly.GRCH38, tracks("position_grch38"));

  private final Map<String, Track> tracks;
  private final byte[] genotypes = new byte[REFERENCES.length];
  private String contig = "";
  private Track track = Track.NONE;

  IdentitySites(Assembly assembly) {
    this.tracks = TRACKS.getOrDefault(assembly, Map.of());
  }

  /// A sound record of the patient's file.
  ///
  /// @param first index of the first allele of the patient's genotype, -1 where it is not called
  /// @param last likewise; equal to the first where there is only one
  void pass(Site site, int first, int last) {
    if (!site.contig.equals(contig)) {
      contig = site.contig;
      track = tracks.getOrDefault(contig, Track.NONE);
    }
    var positions = track.positions;
    if (positions.length == 0) {
      return;
    }
    long end = site.referenceOnly ? site.patientReferenceEnd() : site.referenceEnd();
    int at = Arrays.binarySearch(positions, site.position);
    for (at = at < 0 ? -at - 1 : at; at < positions.length && positions[at] <= end; at++) {
      int index = track.first + at;
      boolean called = site.passed && first >= 0 && last >= 0;
      note(index, called ? genotype(site, index, positions[at], first, last) : UNTOLD);
    }
  }

  private static byte genotype(Site site, int index, int position, int first, int last) {
    if (site.referenceOnly) {
      return first == 0 && last == 0 ? REFERENCES[index] : UNTOLD;
    }
    int offset = position - site.position;
    int one = strong(site, first, offset);
    int other = strong(site, last, offset);
    return one < 0 || other < 0 ? UNTOLD : (byte) (NO_STRONG + one + other);
  }

  /// What tells more stands: a variant more than the reference beside another variant of the same
  /// site, and anything more than a record from which it cannot be told.
  private void note(int index, byte genotype) {
    byte before = genotypes[index];
    boolean tellsNothing = genotype == UNTOLD || genotype == before || before == CONTRADICTORY;
    if (before == ABSENT || before == UNTOLD) {
      genotypes[index] = genotype;
    } else if (!tellsNothing && before == REFERENCES[index]) {
      genotypes[index] = genotype;
    } else if (!tellsNothing && genotype != REFERENCES[index]) {
      genotypes[index] = CONTRADICTORY;
    }
  }

  /// Whether an allele has a strong base there: 1 or 0; -1 where it has no base of its own there,
  /// since it is as long as the reference only where each base stands for one.
  private static int strong(Site site, int allele, int offset) {
    int from = site.referenceFrom();
    int to = site.referenceTo();
    int bases = to - from;
    if (allele > 0) {
      from = site.line.from(DeclaredHeader.ALT);
      to = site.line.to(DeclaredHeader.ALT);
      for (int before = 1; before < allele; before++) {
        from = Fields.find(site.text(), from, to, ',') + 1;
      }
      to = Fields.find(site.text(), from, to, ',');
    }
    if (to - from != bases) {
      return -1;
    }
    return switch (Fields.upper(site.text()[from + offset])) {
      case 'A', 'T' -> 0;
      case 'C', 'G' -> 1;
      default -> -1;
    };
  }

  /// What the file told, once all of it is read.
  ///
  /// @param gvcf whether what the file does not mention was not called; else it is the reference
  /// @return empty if it has too few of the sites to be of a genome or an exome
  Optional<IdentityGenotypes> genotypes(boolean gvcf) {
    var bands = new TreeMap<Integer, String>();
    int variants = 0;
    for (int index = 0; index < genotypes.length; index++) {
      byte genotype = genotypes[index] == ABSENT && !gvcf ? REFERENCES[index] : genotypes[index];
      boolean told = genotype >= NO_STRONG && genotype <= TWO_STRONG;
      variants += told && genotype != REFERENCES[index] ? 1 : 0;
      bands.merge(
          index % IdentityGenotypes.BANDS,
          told ? String.valueOf((char) genotype) : "?",
          String::concat);
    }
    bands.values().removeIf(band -> band.indexOf('?') >= 0);
    return variants < IdentityGenotypes.VARIANTS_MIN
            || bands.size() < IdentityGenotypes.EQUAL_BANDS_MIN
        ? Optional.empty()
        : Optional.of(new IdentityGenotypes(bands));
  }

  private static byte[] references() {
    var references = new byte[SITES.size()];
    for (int index = 0; index < references.length; index++) {
      references[index] = "S".equals(SITES.get(index).get("reference")) ? TWO_STRONG : NO_STRONG;
    }
    return references;
  }

  private static Map<String, Track> tracks(String column) {
    var positions = new HashMap<String, List<Integer>>();
    var firsts = new HashMap<String, Integer>();
    for (int index = 0; index < SITES.size(); index++) {
      var row = SITES.get(index);
      var itsContig = ContigNames.canonical(row.getOrDefault("chromosome", ""));
      firsts.putIfAbsent(itsContig, index);
      positions
          .computeIfAbsent(itsContig, _ -> new ArrayList<>())
          .add(Integer.valueOf(row.getOrDefault(column, "")));
    }
    var tracks = new HashMap<String, Track>();
    positions.forEach((itsContig, all) ->
        tracks.put(
            itsContig,
            new Track(
                firsts.getOrDefault(itsContig, 0),
                all.stream().mapToInt(Integer::intValue).toArray())));
    return Map.copyOf(tracks);
  }
}
