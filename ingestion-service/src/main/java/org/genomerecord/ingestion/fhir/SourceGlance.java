package org.genomerecord.ingestion.fhir;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.genomerecord.ingestion.outside.SourceClass;

/// What a report says of its source, at a glance: token by token and in no more memory than its
/// bytes, as nobody has permitted anything yet. Where it stands is not looked at; whoever validates
/// the report does that ([SourceReading]), and refuses what was taken for another source than it
/// is.
final class SourceGlance {
  private boolean isAsked;
  private final Set<SourceClass> answers = EnumSet.noneOf(SourceClass.class);

  private SourceGlance() {}

  /// Empty if it says nothing that can be taken, or is not JSON within the bounds. Of both, the one
  /// that asks more of a permit.
  static Optional<SourceClass> at(byte[] report, FhirBounds bounds) {
    var glance = new SourceGlance();
    try (var parser = SubmittedJson.factory(bounds).createParser(report)) {
      for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING) {
          glance.see(String.valueOf(parser.currentName()), parser);
        }
      }
    } catch (IOException _) {
      return Optional.empty();
    }
    return glance.source();
  }

  private void see(String name, JsonParser parser) throws IOException {
    if (name.equals("code")) {
      isAsked |= parser.getText().equals(SourceClass.LOINC);
      SourceClass.ofAnswer(parser.getText()).ifPresent(answers::add);
    } else if (name.equals("url")) {
      isAsked |= parser.getText().equals(SourceReading.EXTENSION);
    }
  }

  private Optional<SourceClass> source() {
    if (!isAsked) {
      return Optional.empty();
    }
    return answers.contains(SourceClass.SOMATIC)
        ? Optional.of(SourceClass.SOMATIC)
        : answers.stream().findFirst();
  }
}
