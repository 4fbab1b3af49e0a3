package org.genomerecord.interpretation.issuance;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.genomerecord.interpretation.outside.OutsideCall;
import org.genomerecord.record.event.AccessionEvent.OutsideCallsAccepted;
import org.genomerecord.record.seal.SubjectKey;
import org.genomerecord.record.sourcing.EventJson;
import org.genomerecord.record.sourcing.EventTypes;
import org.jspecify.annotations.Nullable;

/// What ingestion-service sealed with accepted outside calls, validated.
record OutsideCallsContext(List<Call> calls) {
  private static final String SCHEMA = EventTypes.schemaOf(OutsideCallsAccepted.class);

  OutsideCallsContext {
    calls = List.copyOf(calls);
  }

  /// @param activityScore such as `1.25` or `≥3`
  /// @param copyNumber of the whole gene; the diplotype tells it as well, and counts
  record Call(
      String gene,
      String diplotype,
      String phenotype,
      @Nullable String activityScore,
      @Nullable String copyNumber) {
    OutsideCall read() {
      return new OutsideCall(gene, diplotype, phenotype, activityScore);
    }

    @Override
    public String toString() {
      return "Call[…]";
    }
  }

  /// The newest call of each gene.
  ///
  /// @param files in the order in which they were accepted
  /// @throws org.genomerecord.record.seal.Unsealable if one is not under this key
  static Map<String, OutsideCall> newest(List<OutsideCallsAccepted> files, SubjectKey key) {
    var newest = new LinkedHashMap<String, OutsideCall>();
    for (var file : files) {
      var json = new String(key.open(file.sealed(), SCHEMA), StandardCharsets.UTF_8);
      for (var call : EventJson.read(json, OutsideCallsContext.class).calls()) {
        newest.put(call.gene(), call.read());
      }
    }
    return newest;
  }

  @Override
  public String toString() {
    return "OutsideCallsContext[…]";
  }
}
