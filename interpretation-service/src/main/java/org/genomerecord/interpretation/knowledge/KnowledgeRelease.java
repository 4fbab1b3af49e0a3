package org.genomerecord.interpretation.knowledge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.genomerecord.interpretation.callset.Loci;
import org.genomerecord.interpretation.guidance.AlleleCopies;
import org.genomerecord.interpretation.guidance.GeneResult;
import org.genomerecord.interpretation.guidance.Guideline;
import org.genomerecord.interpretation.guidance.GuidelineDefects;
import org.genomerecord.interpretation.outside.OutsideGene;
import org.genomerecord.interpretation.panel.Panel;
import org.genomerecord.interpretation.panel.Phenotypes;
import org.genomerecord.interpretation.table.DefectiveKnowledge;
import org.genomerecord.interpretation.table.Table;
import org.genomerecord.interpretation.variant.Reference;
import org.jspecify.annotations.Nullable;

/// A dated, immutable set of panels. Its name holds the digest of its tables, so that two releases
/// that differ in one character cannot share a name.
///
/// @param name the date and the first twelve hexadecimal digits of the digest, such as
///   `2026-11-28-0123456789ab`
/// @param digest SHA-256 over the date and all tables, in hexadecimal
/// @param panels the active panels, in the order in which they are listed
/// @param outsideGenes genes that laboratories call, likewise
/// @param guidelines the active guidelines, likewise
public record KnowledgeRelease(
    String name,
    String digest,
    List<Panel> panels,
    List<OutsideGene> outsideGenes,
    List<Guideline> guidelines) {
  private static final int NAME_DIGITS = 12;
  private static final String ABOUT = "panel/release.txt";
  private static final String PANELS = "panel/";
  private static final String GUIDELINES = "guideline/";

  public KnowledgeRelease {
    panels = List.copyOf(panels);
    outsideGenes = List.copyOf(outsideGenes);
    guidelines = List.copyOf(guidelines);
  }

  /// The release that this build carries.
  ///
  /// @throws DefectiveKnowledge if its tables do not fit each other
  public static KnowledgeRelease builtIn() {
    return read(KnowledgeRelease::builtInFile);
  }

  /// Reads a release from the contents of its files, by path: `panel/release.txt` with its date in
  /// the first line and below, in words, what its tables were made from, `panel/active.txt` with
  /// one panel a line and the panels' folders, and likewise `guideline/`.
  ///
  /// @throws DefectiveKnowledge if the tables do not fit each other
  public static KnowledgeRelease read(Function<String, byte[]> files) {
    var about = files.apply(ABOUT);
    var date = date(text(about));
    var digest = sha256();
    add(digest, ABOUT, about);
    Function<String, byte[]> digested =
        path -> {
          var content = files.apply(path);
          add(digest, path, content);
          return content;
        };
    var panels = new ArrayList<Panel>();
    var outsideGenes = new ArrayList<OutsideGene>();
    for (var name : active(files, PANELS)) {
      Function<String, byte[]> tables = table -> digested.apply(PANELS + name + "/" + table);
      var gene = Table.parse(name, files.apply(PANELS + name + "/gene.tsv")).only();
      if (gene.get("method").equals("outside")) {
        outsideGenes.add(OutsideGene.read(name, tables));
      } else {
        panels.add(Panel.read(name, tables));
      }
    }
    var guidelines =
        active(files, GUIDELINES).stream()
            .map(name ->
                Guideline.read(name, table -> digested.apply(GUIDELINES + name + "/" + table)))
            .toList();
    GuidelineDefects.of(guidelines, results(panels, outsideGenes, guidelines)).stream()
        .findFirst()
        .ifPresent(defect -> {
          throw new DefectiveKnowledge("guideline", defect);
        });
    var hexadecimal = HexFormat.of().formatHex(digest.digest());
    return new KnowledgeRelease(
        date + "-" + hexadecimal.substring(0, NAME_DIGITS),
        hexadecimal,
        panels,
        outsideGenes,
        guidelines);
  }

  private static LocalDate date(String about) {
    try {
      return LocalDate.parse(about.lines().findFirst().orElse(""));
    } catch (DateTimeParseException _) {
      throw new DefectiveKnowledge(ABOUT, "its first line is not a date");
    }
  }

  /// All results that genes can have, by gene, as guidelines ask for them.
  public Map<String, List<GeneResult>> results() {
    return results(panels, outsideGenes, guidelines);
  }

  private static Map<String, List<GeneResult>> results(
      List<Panel> panels, List<OutsideGene> outsideGenes, List<Guideline> guidelines) {
    var results = new HashMap<String, List<GeneResult>>();
    for (var panel : panels) {
      results.put(
          panel.gene(),
          panel.phenotypes().all().stream()
              .map(phenotype -> new GeneResult(phenotype.name(), phenotype.score()))
              .distinct()
              .toList());
      for (var asked : asked(panel.gene(), guidelines)) {
        if (panel.functions().keySet().containsAll(AlleleCopies.alleles(asked))) {
          results.put(panel.gene() + " " + asked, AlleleCopies.possible(asked));
        }
      }
    }
    for (var gene : outsideGenes) {
      gene.asked().forEach(asked -> results.put(asked, gene.possible(asked)));
    }
    return results;
  }

  /// Alleles that guidelines ask for of a gene that is called by pairs, as [AlleleCopies] has them.
  public List<String> asked(String gene) {
    return asked(gene, guidelines);
  }

  private static List<String> asked(String gene, List<Guideline> guidelines) {
    var before = gene + " ";
    return guidelines.stream()
        .flatMap(guideline -> guideline.genes().stream())
        .filter(asked -> asked.startsWith(before))
        .map(asked -> asked.substring(before.length()))
        .distinct()
        .toList();
  }

  private static List<String> active(Function<String, byte[]> files, String folder) {
    return text(files.apply(folder + "active.txt")).lines().toList();
  }

  /// All positions that the release's panels need.
  public Loci loci() {
    return loci(null);
  }

  /// As above, with the reference around them.
  ///
  /// @param reference of GRCh38
  /// @throws DefectiveKnowledge if a position has other bases than the reference
  public Loci loci(@Nullable Reference reference) {
    return Loci.of(panels.stream().flatMap(panel -> panel.loci().stream()).toList(), reference);
  }

  /// The phenotypes that the tables of each gene name, by symbol.
  public Map<String, Set<String>> phenotypes() {
    var phenotypes = new HashMap<String, Set<String>>();
    for (var panel : panels) {
      phenotypes.put(
          panel.gene(),
          panel.phenotypes().all().stream()
              .map(Phenotypes.Phenotype::name)
              .collect(Collectors.toUnmodifiableSet()));
    }
    for (var gene : outsideGenes) {
      phenotypes.put(
          gene.gene(),
          gene.asked().stream()
              .flatMap(asked -> gene.possible(asked).stream())
              .map(GeneResult::phenotype)
              .collect(Collectors.toUnmodifiableSet()));
    }
    return Map.copyOf(phenotypes);
  }

  /// The activity values of alleles, by the symbol of each gene that is scored.
  public Map<String, Map<String, Double>> activities() {
    var activities = new HashMap<String, Map<String, Double>>();
    for (var panel : panels) {
      var values = new HashMap<String, Double>();
      panel
          .functions()
          .forEach((allele, function) -> {
            if (function.activity() != null) {
              values.put(allele, function.activity());
            }
          });
      activities.put(panel.gene(), Map.copyOf(values));
    }
    outsideGenes.forEach(gene -> activities.put(gene.gene(), gene.activities()));
    return Map.copyOf(activities);
  }

  static byte[] builtInFile(String path) {
    try (var file = KnowledgeRelease.class.getResourceAsStream("/" + path)) {
      if (file == null) {
        throw new DefectiveKnowledge(path, "is missing");
      }
      return file.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String text(byte[] content) {
    return new String(content, StandardCharsets.UTF_8);
  }

  /// Adds name and length too, so that moving bytes between files changes the digest.
  private static void add(MessageDigest digest, String path, byte[] content) {
    digest.update((path + "\n" + content.length + "\n").getBytes(StandardCharsets.UTF_8));
    digest.update(content);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
