package org.genomerecord.localstack.k8s;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// One fault to put into a copy of the manifests, and the finding it must lead to.
///
/// @param finding the rule that must find it, and the only one that may
/// @param says words the finding must contain
/// @param in the file to change, relative to `k8s/`, or a new file
/// @param replace text that is there once or more, of which the first is replaced; absent for a new
///   file
/// @param by what takes its place
record Seed(String finding, String says, String in, String replace, String by) {
  Seed {
    replace = replace == null ? "" : replace;
    by = by == null ? "" : by;
  }

  void plant(Path folder) throws IOException {
    var file = folder.resolve(in);
    if (replace.isEmpty()) {
      Files.writeString(file, by);
      return;
    }
    var text = Files.readString(file);
    var at = text.indexOf(replace);
    if (at < 0) {
      throw new IllegalStateException(in + " no longer holds the text to break: " + replace);
    }
    Files.writeString(file, text.substring(0, at) + by + text.substring(at + replace.length()));
  }
}
