package org.genomerecord.interpretation.guidance;

import java.util.List;

/// An active ingredient that a guideline speaks of.
///
/// @param name the ingredient in lower case, such as `clopidogrel`
/// @param rxNorm RxNorm concept identifier of the ingredient
/// @param aliases other names that it is looked for by
public record Drug(String name, String rxNorm, List<String> aliases) {
  public Drug {
    aliases = List.copyOf(aliases);
  }
}
