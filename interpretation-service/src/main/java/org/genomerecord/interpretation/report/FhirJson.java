package org.genomerecord.interpretation.report;

import ca.uhn.fhir.context.FhirContext;
import org.hl7.fhir.instance.model.api.IBaseResource;

/// FHIR R4 resources as JSON. The context is costly to build and safe to share: there is one.
public final class FhirJson {
  /// The media type of what [#write] returns.
  public static final String MEDIA_TYPE = "application/fhir+json";

  private static final FhirContext R4 = FhirContext.forR4();

  private FhirJson() {}

  public static String write(IBaseResource resource) {
    return R4.newJsonParser().encodeResourceToString(resource);
  }

  /// @throws ca.uhn.fhir.parser.DataFormatException if the text is not such a resource
  public static <T extends IBaseResource> T read(Class<T> type, String json) {
    return R4.newJsonParser().parseResource(type, json);
  }
}
