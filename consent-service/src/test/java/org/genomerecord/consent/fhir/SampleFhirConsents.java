package org.genomerecord.consent.fhir;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.genomerecord.consent.provision.Consents;
import org.genomerecord.consent.provision.SampleConsents;
import org.genomerecord.record.event.ConsentId;
import org.genomerecord.record.event.Provision;
import org.hl7.fhir.r4.model.Consent;
import org.jspecify.annotations.Nullable;

/// Consents as clients send them.
final class SampleFhirConsents {
  static final ConsentId ID = new ConsentId("00000000-0000-4000-8000-000000000042");
  private static final ObjectMapper JSON = new ObjectMapper();

  private SampleFhirConsents() {}

  static Consents.Consent kept(Provision provision) {
    return new Consents.Consent(ID, provision, null, null, SampleConsents.DURING, null);
  }

  static ConsentHistory.Version version(Consents.Consent kept) {
    return ConsentHistory.of(List.of(kept)).getFirst().current();
  }

  /// As this service would write it.
  static Consent written(Provision provision) {
    return FhirConsents.of(SampleConsents.PATIENT, version(kept(provision)));
  }

  static String json(Provision provision) {
    return FhirJson.write(written(provision));
  }

  /// The JSON with one element set, or removed.
  ///
  /// @param pointer JSON pointer
  /// @param value JSON; null: removed
  static String with(String json, String pointer, @Nullable String value)
      throws JsonProcessingException {
    var root = JSON.readTree(json);
    int slash = pointer.lastIndexOf('/');
    var parent = (ObjectNode) root.at(pointer.substring(0, slash));
    if (value == null) {
      parent.remove(pointer.substring(slash + 1));
    } else {
      parent.set(pointer.substring(slash + 1), JSON.readTree(value));
    }
    return root.toString();
  }

  /// The JSON with the first item of a list at its end once more.
  static String twice(String json, String pointer) throws JsonProcessingException {
    var root = JSON.readTree(json);
    ((ArrayNode) root.at(pointer)).add(root.at(pointer + "/0"));
    return root.toString();
  }
}
