package org.genomerecord.interpretation.knowledge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.genomerecord.interpretation.table.DefectiveKnowledge;

/// The tables of a release as text, by path such as `panel/release.txt`: all that its digest covers
/// and nothing else.
///
/// Its archive is a JSON object from path to text, compressed by gzip.
public record ReleaseFiles(SortedMap<String, String> texts) {
  /// More than ten times what the built-in release has.
  public static final int BYTES_MAX = 4_000_000;

  private static final int FILES_MAX = 2_000;
  private static final Pattern PATH =
      Pattern.compile("(panel|guideline)/([a-z0-9][a-z0-9-]{0,63}/)?[a-z]{1,32}\\.(tsv|txt)");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<TreeMap<String, String>> TEXTS = new TypeReference<>() {};

  /// @throws DefectiveKnowledge if there are too many files, or one at another place than tables
  ///   are
  public ReleaseFiles {
    if (texts.size() > FILES_MAX) {
      throw new DefectiveKnowledge("release", "has more than " + FILES_MAX + " files");
    }
    for (var path : texts.keySet()) {
      if (!PATH.matcher(path).matches()) {
        throw new DefectiveKnowledge("release", "holds a file that is no table");
      }
    }
    texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
  }

  /// Of the release that this build carries.
  public static ReleaseFiles builtIn() {
    var read = new TreeMap<String, String>();
    KnowledgeRelease.read(path -> {
      var content = KnowledgeRelease.builtInFile(path);
      read.put(path, new String(content, StandardCharsets.UTF_8));
      return content;
    });
    return new ReleaseFiles(read);
  }

  /// The release that the files are.
  ///
  /// @throws DefectiveKnowledge if they do not fit each other, or if there is one that the release
  ///   does not use
  public KnowledgeRelease release() {
    var used = new TreeSet<String>();
    KnowledgeRelease release;
    try {
      release =
          KnowledgeRelease.read(path -> {
            used.add(path);
            return text(path).getBytes(StandardCharsets.UTF_8);
          });
    } catch (IllegalArgumentException malformed) {
      throw new DefectiveKnowledge("release", "a table cannot be read: " + malformed.getMessage());
    }
    var unused = new TreeSet<>(texts.keySet());
    unused.removeAll(used);
    if (!unused.isEmpty()) {
      throw new DefectiveKnowledge(unused.getFirst(), "belongs to nothing that is active");
    }
    return release;
  }

  /// @throws DefectiveKnowledge if there is no such file
  public String text(String path) {
    var text = texts.get(path);
    if (text == null) {
      throw new DefectiveKnowledge(path, "is missing");
    }
    return text;
  }

  /// These files with some of them in place of others, or added.
  public ReleaseFiles with(Map<String, String> others) {
    var together = new TreeMap<>(texts);
    together.putAll(others);
    return new ReleaseFiles(together);
  }

  /// In the form in which it is stored and sent. The same files give the same bytes.
  public byte[] archive() {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(JSON.writeValueAsBytes(texts));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// Reads an [#archive].
  ///
  /// @throws DefectiveKnowledge if it is none, or larger than [#BYTES_MAX] when it is unpacked
  public static ReleaseFiles ofArchive(byte[] archive) {
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(archive))) {
      var json = gzip.readNBytes(BYTES_MAX + 1);
      if (json.length > BYTES_MAX) {
        throw new DefectiveKnowledge("release", "is larger than " + BYTES_MAX + " bytes");
      }
      var texts = JSON.readValue(json, TEXTS);
      if (texts == null || texts.containsValue(null)) {
        throw new DefectiveKnowledge("release", "is no archive of a release");
      }
      return new ReleaseFiles(texts);
    } catch (JsonProcessingException _) {
      throw new DefectiveKnowledge("release", "is no archive of a release");
    } catch (IOException _) {
      throw new DefectiveKnowledge("release", "is no archive of a release, or cut short");
    }
  }

  /// Says how many, not what.
  @Override
  public String toString() {
    return "ReleaseFiles[" + texts.size() + "]";
  }
}
