package org.genomerecord.consent.fhir;

import java.util.List;
import org.genomerecord.record.event.Pseudonym;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;

/// What searches and histories are answered with. Pure.
final class Bundles {
  private Bundles() {}

  static Bundle found(ConsentSearch search, ConsentSearch.Found found) {
    var bundle = new Bundle().setType(BundleType.SEARCHSET).setTotal(found.total());
    bundle.addLink().setRelation("self").setUrl(search.address());
    if (found.next() != null) {
      bundle.addLink().setRelation("next").setUrl(found.next());
    }
    found
        .page()
        .forEach(version ->
            entry(bundle, search.patient(), version).getSearch().setMode(SearchEntryMode.MATCH));
    return bundle;
  }

  /// Newest first (FHIR R4, 3.1.0.11).
  static Bundle history(Pseudonym patient, ConsentHistory history) {
    var bundle = new Bundle().setType(BundleType.HISTORY).setTotal(history.versions().size());
    for (var version : List.copyOf(history.versions()).reversed()) {
      var entry = entry(bundle, patient, version);
      boolean created = version.number() == 1;
      entry
          .getRequest()
          .setMethod(created ? HTTPVerb.POST : HTTPVerb.PUT)
          .setUrl(created ? "Consent" : "Consent/" + version.id());
      entry
          .getResponse()
          .setStatus(created ? "201" : "200")
          .setEtag(version.etag())
          .setLastModifiedElement(FhirConsents.instant(version.at()));
    }
    return bundle;
  }

  private static Bundle.BundleEntryComponent entry(
      Bundle bundle, Pseudonym patient, ConsentHistory.Version version) {
    return bundle
        .addEntry()
        .setFullUrl("urn:uuid:" + version.id())
        .setResource(FhirConsents.of(patient, version));
  }
}
