package org.genomerecord.consent.provision;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.genomerecord.record.event.Wording;
import org.jspecify.annotations.Nullable;

/// A choice that many patients make, in plain words and as the rules that those words mean. Once
/// released it is never edited: what patients were shown would change after the fact.
///
/// @param sha256 of the file, 64 hex digits
/// @param says what the file says
record Template(String sha256, Says says) {
  /// @param name letters, digits and hyphens
  /// @param version from 1
  /// @param language of title and text (BCP 47)
  /// @param text what the patient is shown, and what is recorded
  /// @param provision as [AskedProvision], with `{organisation}` and `{person}` for an actor's id
  ///   and `{until}` for an end
  record Says(
      String name, int version, String language, String title, String text, JsonNode provision) {}

  /// What the patient fills in.
  ///
  /// @param organisations one or more, if the template asks for them; likewise persons
  /// @param until RFC 3339, exclusive
  record Filled(
      @Nullable List<String> organisations,
      @Nullable List<String> persons,
      @Nullable String until) {}

  Wording wording() {
    return new Wording(says.name(), says.version(), says.language(), sha256, says.text());
  }
}
