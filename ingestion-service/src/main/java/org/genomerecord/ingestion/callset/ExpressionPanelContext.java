package org.genomerecord.ingestion.callset;

import java.util.List;
import org.genomerecord.ingestion.expression.ExpressionValue;

/// What is sealed with an accepted expression panel: interpretation needs no more of the file.
///
/// @param assay whose genes they are, such as `21-gene`
/// @param unit of the values
record ExpressionPanelContext(String assay, String unit, List<ExpressionValue> values) {
  ExpressionPanelContext {
    values = List.copyOf(values);
  }

  @Override
  public String toString() {
    return "ExpressionPanelContext[…]";
  }
}
