package org.genomerecord.interpretation.importing;

import java.util.List;

/// Published files that no release is made of, with all that is wrong with them: each line says
/// file, then allele or position, then the defect.
public final class NotImportable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> defects;

  public NotImportable(List<String> defects) {
    super(String.join("\n", defects));
    this.defects = List.copyOf(defects);
  }

  static NotImportable of(String file, String defect) {
    return new NotImportable(List.of(file + ": " + defect));
  }

  public List<String> defects() {
    return defects;
  }
}
