package org.genomerecord.interpretation.importing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.genomerecord.interpretation.knowledge.Differences;
import org.genomerecord.interpretation.knowledge.KnowledgeRelease;
import org.genomerecord.interpretation.knowledge.ReleaseFiles;
import org.genomerecord.interpretation.outside.OutsideGene;
import org.genomerecord.interpretation.panel.Panel;
import org.jspecify.annotations.Nullable;

/// Makes a release of published files and of the release that they are laid over. Pure.
///
/// @param files the new release
/// @param release what it is
/// @param differences from the release that it is laid over
/// @param notes what was published and is not in it, and why
public record ReleaseImport(
    ReleaseFiles files, KnowledgeRelease release, Differences differences, List<String> notes) {
  public ReleaseImport {
    notes = List.copyOf(notes);
  }

  /// Whether anything changed.
  public boolean hasDifferences() {
    return !differences.changes().isEmpty();
  }

  /// @param over the release whose guidelines, rules and other genes stay
  /// @param published by file name: JSON as published
  /// @param date of the new release
  /// @throws NotImportable with all that is wrong with the files
  /// @throws org.genomerecord.interpretation.table.DefectiveKnowledge if what they make does not
  ///   fit the guidelines
  public static ReleaseImport of(
      ReleaseFiles over, SortedMap<String, String> published, LocalDate date) {
    return new Importing(over).of(published, date);
  }

  private static final class Importing {
    private final ReleaseFiles over;
    private final KnowledgeRelease before;
    private final List<String> defects = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<String, Definitions> definitions = new TreeMap<>();
    private final Map<String, Functions> functions = new TreeMap<>();
    private final Map<String, OutsideFunctions> outside = new TreeMap<>();
    private final TreeSet<String> versions = new TreeSet<>();

    Importing(ReleaseFiles over) {
      this.over = over;
      this.before = over.release();
    }

    ReleaseImport of(SortedMap<String, String> published, LocalDate date) {
      published.forEach((file, text) -> {
        try {
          take(PublishedFile.read(file, text));
        } catch (NotImportable refused) {
          defects.addAll(refused.defects());
        }
      });
      if (versions.size() > 1) {
        defects.add("the files are of several data versions: " + String.join(", ", versions));
      }
      var genes = new TreeSet<>(definitions.keySet());
      genes.addAll(functions.keySet());
      if (genes.isEmpty() && outside.isEmpty() && defects.isEmpty()) {
        defects.addAll(notes);
        defects.add("none of the files is of a gene that the release has tables of");
      }
      var changed = new TreeMap<String, String>();
      for (var gene : genes) {
        try {
          changed.putAll(tables(panel(gene), definitions.get(gene), functions.get(gene)));
        } catch (NotImportable refused) {
          defects.addAll(refused.defects());
        }
      }
      outside.forEach((gene, functionsOfGene) -> {
        try {
          changed.putAll(tables(outsideGene(gene), functionsOfGene));
        } catch (NotImportable refused) {
          defects.addAll(refused.defects());
        }
      });
      if (!defects.isEmpty()) {
        throw new NotImportable(defects);
      }
      if (!changed.isEmpty()) {
        changed.put(
            "panel/release.txt",
            date
                + "\nPharmCAT data "
                + String.join(", ", versions)
                + " over "
                + before.name()
                + "\n");
      }
      var files = over.with(changed);
      return new ReleaseImport(files, files.release(), Differences.between(over, files), notes);
    }

    private void take(PublishedFile file) {
      if (!file.hasDefinitions() && !file.hasPhenotypes()) {
        notes.add(file.file() + ": neither allele definitions nor phenotypes of a gene");
        return;
      }
      var gene = file.gene();
      if (before.outsideGenes().stream().anyMatch(one -> one.gene().equals(gene))) {
        takeOutside(file, outsideGene(gene));
        return;
      }
      if (before.panels().stream().noneMatch(panel -> panel.gene().equals(gene))) {
        notes.add(file.file() + ": " + gene + " has no panel; a new gene needs its rules first");
        return;
      }
      versions.add(file.dataVersion());
      if (file.hasDefinitions()) {
        var structural = put(definitions, gene, file, Definitions::read).structural();
        if (!structural.isEmpty()) {
          notes.add(
              file.file()
                  + ": "
                  + String.join(", ", structural)
                  + " cannot be told from small variants");
        }
      } else {
        put(functions, gene, file, Functions::read);
      }
    }

    private void takeOutside(PublishedFile file, OutsideGene gene) {
      if (file.hasDefinitions()) {
        notes.add(
            file.file() + ": " + gene.gene() + " is called by laboratories, not by definitions");
      } else if (!gene.carried().isEmpty()) {
        notes.add(
            file.file()
                + ": guidelines ask for single alleles of "
                + gene.gene()
                + "; its tables stay");
      } else {
        versions.add(file.dataVersion());
        put(outside, gene.gene(), file, OutsideFunctions::read);
      }
    }

    private <T> T put(
        Map<String, T> byGene, String gene, PublishedFile file, Function<PublishedFile, T> reader) {
      var read = reader.apply(file);
      if (byGene.putIfAbsent(gene, read) != null) {
        defects.add(file.file() + ": there is another file of the same kind for " + gene);
      }
      return read;
    }

    private Panel panel(String gene) {
      return before.panels().stream()
          .filter(panel -> panel.gene().equals(gene))
          .findFirst()
          .orElseThrow();
    }

    private OutsideGene outsideGene(String gene) {
      return before.outsideGenes().stream()
          .filter(one -> one.gene().equals(gene))
          .findFirst()
          .orElseThrow();
    }

    private Map<String, String> tables(
        Panel panel, @Nullable Definitions defined, @Nullable Functions assigned) {
      return changed(panel.name(), new GeneTables(panel, defined, assigned).tables());
    }

    private Map<String, String> tables(OutsideGene gene, OutsideFunctions assigned) {
      return changed(gene.name(), new OutsideTables(gene, over, assigned).tables());
    }

    /// Nothing if they say the same, so that a table in another order is no change.
    private Map<String, String> changed(String panel, Map<String, String> tables) {
      var folder = "panel/" + panel + "/";
      return tables.entrySet().stream()
          .filter(table -> Differences.differ(over, folder + table.getKey(), table.getValue()))
          .collect(Collectors.toMap(table -> folder + table.getKey(), Map.Entry::getValue));
    }
  }
}
