package org.genomerecord.interpretation.panel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.genomerecord.interpretation.callset.Loci;

/// A dated, immutable set of panels. Its name holds the digest of its tables, so that two releases
/// that differ in one character cannot share a name.
///
/// @param name the date and the first twelve hexadecimal digits of the digest, such as
///   `2026-11-23-0123456789ab`
/// @param digest SHA-256 over the date and all tables, in hexadecimal
/// @param panels the active panels, in the order in which they are listed
public record KnowledgeRelease(String name, String digest, List<Panel> panels) {
  private static final int NAME_DIGITS = 12;
  private static final String FOLDER = "/panel/";

  public KnowledgeRelease {
    panels = List.copyOf(panels);
  }

  /// The release that this build carries.
  ///
  /// @throws DefectiveKnowledge if its tables do not fit each other
  public static KnowledgeRelease builtIn() {
    return read(KnowledgeRelease::builtInFile);
  }

  /// Reads a release from the contents of its files, by path below the release's folder:
  /// `release.txt` with its date, `active.txt` with one panel a line, and the panels' folders.
  ///
  /// @throws DefectiveKnowledge if the tables do not fit each other
  public static KnowledgeRelease read(Function<String, byte[]> files) {
    var date = LocalDate.parse(text(files.apply("release.txt")).strip());
    var digest = sha256();
    add(digest, "release.txt", date.toString().getBytes(StandardCharsets.UTF_8));
    var panels = new ArrayList<Panel>();
    for (var name : text(files.apply("active.txt")).lines().toList()) {
      panels.add(
          Panel.read(
              name,
              table -> {
                var content = files.apply(name + "/" + table);
                add(digest, name + "/" + table, content);
                return content;
              }));
    }
    var hexadecimal = HexFormat.of().formatHex(digest.digest());
    return new KnowledgeRelease(
        date + "-" + hexadecimal.substring(0, NAME_DIGITS), hexadecimal, panels);
  }

  /// All positions that the release's panels need.
  public Loci loci() {
    return Loci.of(panels.stream().flatMap(panel -> panel.loci().stream()).toList());
  }

  /// Whether a panel of the release assesses the gene.
  public boolean assesses(String gene) {
    return panels.stream().anyMatch(panel -> panel.gene().equals(gene));
  }

  private static byte[] builtInFile(String path) {
    try (var file = KnowledgeRelease.class.getResourceAsStream(FOLDER + path)) {
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
