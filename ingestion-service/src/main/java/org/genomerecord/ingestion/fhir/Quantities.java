package org.genomerecord.ingestion.fhir;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.genomerecord.ingestion.vcf.ProblemCode;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.Quantity;

/// Numbers of genetic observations and their units.
final class Quantities {
  private static final String UCUM = "http://unitsofmeasure.org";

  /// UCUM for a pure number.
  private static final String ONE = "1";

  private static final String COPY_NUMBER = "82155-3";
  private static final String ALLELIC_FREQUENCY = "81258-6";
  private static final String READ_DEPTH = "82121-5";

  private Quantities() {}

  /// Copies of a gene; empty if they are not told.
  static Optional<String> copyNumber(Observation observation) {
    return quantities(observation, COPY_NUMBER).stream()
        .filter(Quantity::hasValue)
        .map(quantity -> quantity.getValue().stripTrailingZeros().toPlainString())
        .findFirst();
  }

  static List<ProblemCode> problems(Observation observation) {
    var problems = new ArrayList<ProblemCode>();
    for (var loinc : List.of(COPY_NUMBER, ALLELIC_FREQUENCY, READ_DEPTH)) {
      for (var quantity : quantities(observation, loinc)) {
        if (!UCUM.equals(quantity.getSystem()) || !ONE.equals(quantity.getCode())) {
          problems.add(ProblemCode.UNIT_WRONG);
        } else if (!quantity.hasValue() || !isPossible(loinc, quantity.getValue())) {
          problems.add(ProblemCode.VALUE_IMPOSSIBLE);
        }
      }
    }
    return problems;
  }

  private static boolean isPossible(String loinc, BigDecimal value) {
    return value.signum() >= 0
        && (!loinc.equals(ALLELIC_FREQUENCY) || value.compareTo(BigDecimal.ONE) <= 0);
  }

  private static List<Quantity> quantities(Observation observation, String loinc) {
    return Codes.components(observation, loinc)
        .map(ObservationComponentComponent::getValue)
        .filter(Quantity.class::isInstance)
        .map(Quantity.class::cast)
        .toList();
  }
}
