package org.genomerecord.consent.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.StrictErrorHandler;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Locale;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Consent;
import org.jspecify.annotations.Nullable;

/// FHIR R4 resources as JSON. The context is costly to build and safe to share: there is one.
final class FhirJson {
  static final String MEDIA_TYPE = "application/fhir+json";

  private static final FhirContext R4 = FhirContext.forR4();
  private static final JsonMapper STRICT =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private FhirJson() {}

  static String write(IBaseResource resource) {
    return R4.newJsonParser().encodeResourceToString(resource);
  }

  /// Reads a Consent to the letter: an element that R4 does not have, or that stands twice, is not
  /// passed over.
  ///
  /// @throws Refusal incorrect, if it is no Consent; without what was sent
  static Consent consent(@Nullable String json) {
    try {
      if (json != null && STRICT.readTree(json).isObject() && !hasExponent(json)) {
        var parser = R4.newJsonParser();
        parser.setParserErrorHandler(new StrictErrorHandler());
        return parser.parseResource(Consent.class, json);
      }
    } catch (IOException | DataFormatException | ClassCastException _) {
      // Said below: what the parsers say quotes the body.
    }
    throw new Refusal(
        Category.INCORRECT,
        "consent-unreadable",
        "the body is not a FHIR R4 Consent in JSON: an element or a code is unknown, or stands"
            + " twice");
  }

  /// A Consent has no use for one, and the library writes numbers out in full: `1e999999999` takes
  /// all memory there is.
  private static boolean hasExponent(String json) throws IOException {
    try (var parser = STRICT.createParser(json)) {
      for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token.isNumeric() && parser.getText().toLowerCase(Locale.ROOT).contains("e")) {
          return true;
        }
      }
      return false;
    }
  }
}
