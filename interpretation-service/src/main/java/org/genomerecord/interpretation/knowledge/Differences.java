package org.genomerecord.interpretation.knowledge;

import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.genomerecord.interpretation.table.Table;
import org.jspecify.annotations.Nullable;

/// How one release departs from another, for a pharmacist to read before it is activated. Pure.
///
/// @param from name of the release that is departed from
/// @param changes by gene, then guideline
public record Differences(String from, String to, List<Change> changes) {
  public Differences {
    changes = List.copyOf(changes);
  }

  /// What a change is about.
  public enum Kind {
    POSITION,
    ALLELE,
    FUNCTION,
    PHENOTYPE,
    /// A row of any other table, as it stands there.
    ROW;

    @JsonValue
    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// @param of a gene's symbol, or the name of a guideline
  /// @param before null: it was not there
  /// @param after null: it is there no more
  public record Change(
      String of, Kind kind, String subject, @Nullable String before, @Nullable String after) {

    private String line() {
      var what = "  " + kind.code() + " " + subject;
      if (before == null) {
        return what + " added: " + after;
      }
      return after == null
          ? what + " removed: " + before
          : what + " changed: " + before + " → " + after;
    }
  }

  /// @param from files of a release
  /// @param to likewise
  public static Differences between(ReleaseFiles from, ReleaseFiles to) {
    var folders = new TreeSet<>(Comparator.comparing(Differences::order));
    from.texts().keySet().forEach(path -> folders.add(folder(path)));
    to.texts().keySet().forEach(path -> folders.add(folder(path)));
    var changes = new ArrayList<Change>();
    for (var folder : folders) {
      changes.addAll(changes(folder, tables(from, folder), tables(to, folder)));
    }
    return new Differences(from.release().name(), to.release().name(), changes);
  }

  /// Whether a table says something else than the one that a release has at its place. The order of
  /// rows says nothing.
  public static boolean differ(ReleaseFiles files, String path, String text) {
    var file = path.substring(path.lastIndexOf('/') + 1);
    var folder = folder(path);
    var before = new TreeMap<>(tables(files, folder));
    before.keySet().retainAll(Set.of(file, "gene.tsv"));
    var after = new TreeMap<>(before);
    after.put(file, Table.parse(path, text.getBytes(StandardCharsets.UTF_8)));
    return !changes(folder, before, after).isEmpty();
  }

  private static List<Change> changes(
      String folder, Map<String, Table> from, Map<String, Table> to) {
    var of = nameOf(folder, from, to);
    var changes = new ArrayList<Change>();
    var files = new TreeSet<>(from.keySet());
    files.addAll(to.keySet());
    for (var file : files) {
      var before = from.get(file);
      var after = to.get(file);
      var like = before == null ? after : before;
      if (like == null) {
        continue;
      }
      var kind = kind(file, like);
      changes.addAll(compare(of, kind, file, entries(kind, before), entries(kind, after)));
    }
    return changes;
  }

  /// For people, one line for each change.
  public String text() {
    if (changes.isEmpty()) {
      return "No differences between " + from + " and " + to + ".\n";
    }
    var text = new StringBuilder();
    text.append(from).append(" → ").append(to).append(": ");
    text.append(changes.size()).append(changes.size() == 1 ? " change\n" : " changes\n");
    var of = "";
    for (var change : changes) {
      if (!change.of().equals(of)) {
        of = change.of();
        text.append('\n').append(of).append('\n');
      }
      text.append(change.line()).append('\n');
    }
    return text.toString();
  }

  private static String folder(String path) {
    return path.substring(0, path.lastIndexOf('/'));
  }

  /// Genes before guidelines.
  private static String order(String folder) {
    return (folder.startsWith("panel") ? "0" : "1") + folder;
  }

  private static Map<String, Table> tables(ReleaseFiles files, String folder) {
    return files.texts().keySet().stream()
        .filter(path -> folder(path).equals(folder) && path.endsWith(".tsv"))
        .collect(
            Collectors.toMap(
                path -> path.substring(path.lastIndexOf('/') + 1),
                path -> Table.parse(path, files.text(path).getBytes(StandardCharsets.UTF_8))));
  }

  private static String nameOf(String folder, Map<String, Table> from, Map<String, Table> to) {
    var gene = to.getOrDefault("gene.tsv", from.get("gene.tsv"));
    return gene == null ? folder.substring(folder.indexOf('/') + 1) : gene.only().get("symbol");
  }

  private static Kind kind(String file, Table table) {
    return switch (file) {
      case "positions.tsv" -> Kind.POSITION;
      case "alleles.tsv" -> Kind.ALLELE;
      case "functions.tsv" -> Kind.FUNCTION;
      case "phenotypes.tsv" -> table.columns().contains("function_1") ? Kind.PHENOTYPE : Kind.ROW;
      default -> Kind.ROW;
    };
  }

  private static Map<String, String> entries(Kind kind, @Nullable Table table) {
    var entries = new TreeMap<String, String>();
    if (table == null) {
      return entries;
    }
    for (var row : table.rows()) {
      switch (kind) {
        case POSITION ->
            entries.put(
                row.get("chromosome") + ":" + row.get("position"),
                (row.get("rsid") + " " + row.get("ref") + ">" + row.get("alts")).strip());
        case ALLELE ->
            entries.merge(
                row.get("definition"),
                definition(row),
                (one, other) ->
                    List.of((one + ", " + other).split(", ", -1)).stream()
                        .sorted()
                        .collect(Collectors.joining(", ")));
        case FUNCTION ->
            entries.put(row.get("allele"), row.get("function") + scored(row.get("activity")));
        case PHENOTYPE ->
            entries.put(
                List.of(row.get("function_1"), row.get("function_2")).stream()
                    .sorted()
                    .collect(Collectors.joining(" + ")),
                row.get("phenotype") + scored(row.get("activity_score")));
        case ROW ->
            entries.put(
                table.columns().stream().map(row::get).collect(Collectors.joining(" ¦ ")), "");
      }
    }
    return entries;
  }

  private static String definition(Table.Row row) {
    if (row.get("reference").equals("yes")) {
      return "the reference";
    }
    var place = row.get("position") + " " + row.get("base");
    return row.get("allele").equals(row.get("definition"))
        ? place
        : place + " as " + row.get("allele");
  }

  private static String scored(String score) {
    return score.isEmpty() ? "" : " (" + score + ")";
  }

  private static List<Change> compare(
      String of, Kind kind, String file, Map<String, String> before, Map<String, String> after) {
    var changes = new ArrayList<Change>();
    var subjects = new TreeSet<>(before.keySet());
    subjects.addAll(after.keySet());
    for (var subject : subjects) {
      var was = before.get(subject);
      var is = after.get(subject);
      if (was != null && was.equals(is)) {
        continue;
      }
      changes.add(
          kind == Kind.ROW
              ? new Change(
                  of, kind, file, was == null ? null : subject, is == null ? null : subject)
              : new Change(of, kind, subject, was, is));
    }
    return changes;
  }
}
