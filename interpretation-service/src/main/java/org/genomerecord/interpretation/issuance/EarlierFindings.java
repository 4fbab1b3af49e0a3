package org.genomerecord.interpretation.issuance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.genomerecord.interpretation.interpret.Interpreted;
import org.genomerecord.record.sourcing.EventJson;

/// Reads what was sealed before recommendations could follow from several genes: each stood in the
/// finding of its gene, and nothing was compressed.
final class EarlierFindings {
  private EarlierFindings() {}

  @SuppressWarnings("unchecked") // JSON objects and arrays of the earlier form
  static Interpreted read(String json) {
    var fields = (Map<String, Object>) EventJson.read(json, Map.class);
    var recommendations = new ArrayList<Map<String, Object>>();
    for (var finding : (List<Map<String, Object>>) fields.getOrDefault("findings", List.of())) {
      var gene = String.valueOf(finding.get("gene"));
      var within =
          (List<Map<String, Object>>)
              Objects.requireNonNullElse(finding.remove("recommendations"), List.of());
      for (var one : within) {
        var recommendation = new LinkedHashMap<>(one);
        var phenotype = String.valueOf(recommendation.remove("phenotype"));
        recommendation.put("basis", List.of(Map.of("gene", gene, "phenotype", phenotype)));
        recommendations.add(recommendation);
      }
    }
    fields.put("recommendations", recommendations);
    return EventJson.read(EventJson.write(fields), Interpreted.class);
  }
}
