package org.genomerecord.record.permit;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.Obligation;
import org.genomerecord.record.event.Pseudonym;
import org.jspecify.annotations.Nullable;

/// A recorded decision as consent-service answers it.
///
/// @param position of the decision in the log of consent-service
/// @param reason stable code of a denial; null: permitted
/// @param patient null if the request named nobody known
/// @param dataClasses permitted classes; empty in a denial
/// @param obligations of a permit
/// @param keyset the subject key, sealed to the request's own key (see
///   [org.genomerecord.record.seal.KeyInTransit]); null in a denial
/// @param earlierKeysets its earlier generations, from the first, sealed in the same way
@JsonIgnoreProperties(ignoreUnknown = true) // A service of an earlier release knows less.
public record DecisionAnswer(
    DecisionId decision,
    long position,
    @Nullable String reason,
    @Nullable Pseudonym patient,
    List<DataClass> dataClasses,
    List<Obligation> obligations,
    int keyGeneration,
    @Nullable String keyset,
    @Nullable List<String> earlierKeysets) {
  public DecisionAnswer {
    dataClasses = List.copyOf(dataClasses);
    obligations = List.copyOf(obligations);
    earlierKeysets = earlierKeysets == null ? List.of() : List.copyOf(earlierKeysets);
  }

  @Override
  public String toString() {
    return "DecisionAnswer[" + decision + "]";
  }
}
