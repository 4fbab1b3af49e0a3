package org.genomerecord.record.edge;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.Set;

/// JSON is read to the letter: of what is unknown, stands twice, or is a text where a number
/// belongs, nobody knows what was meant.
@Singleton
public final class StrictJson implements ObjectMapperCustomizer {
  private static final Set<CoercionInputShape> NO_WHOLE_NUMBER =
      EnumSet.of(CoercionInputShape.String, CoercionInputShape.Float, CoercionInputShape.Boolean);
  private static final Set<CoercionInputShape> NO_NUMBER =
      EnumSet.of(CoercionInputShape.String, CoercionInputShape.Boolean);
  private static final Set<CoercionInputShape> NO_TRUTH_VALUE =
      EnumSet.of(CoercionInputShape.String, CoercionInputShape.Integer, CoercionInputShape.Float);
  private static final Set<CoercionInputShape> NO_TEXT =
      EnumSet.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean);

  @Override
  public void customize(ObjectMapper mapper) {
    mapper
        .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .coercionConfigDefaults()
        .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
    // A whole number is a floating-point number as well; nothing else is of two kinds.
    refuse(mapper, LogicalType.Integer, NO_WHOLE_NUMBER);
    refuse(mapper, LogicalType.Float, NO_NUMBER);
    refuse(mapper, LogicalType.Boolean, NO_TRUTH_VALUE);
    refuse(mapper, LogicalType.Textual, NO_TEXT);
  }

  private static void refuse(
      ObjectMapper mapper, LogicalType wanted, Set<CoercionInputShape> instead) {
    for (var shape : instead) {
      mapper.coercionConfigFor(wanted).setCoercion(shape, CoercionAction.Fail);
    }
  }
}
