package org.genomerecord.consent.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import org.hl7.fhir.r4.formats.JsonCreator;

/// Has Jackson write what the parser generated from R4's definitions says: the library's own writer
/// spends most of its time on escaping.
///
/// @param to is neither flushed nor closed
record JacksonCreator(JsonGenerator to) implements JsonCreator {
  @Override
  public void setIndent(String indent) {
    // A resource is one line.
  }

  @Override
  public void beginObject() throws IOException {
    to.writeStartObject();
  }

  @Override
  public void endObject() throws IOException {
    to.writeEndObject();
  }

  @Override
  public void nullValue() throws IOException {
    to.writeNull();
  }

  @Override
  public void name(String name) throws IOException {
    to.writeFieldName(name);
  }

  @Override
  public void value(String value) throws IOException {
    to.writeString(value);
  }

  @Override
  public void value(Boolean value) throws IOException {
    to.writeBoolean(value);
  }

  @Override
  public void value(BigDecimal value) throws IOException {
    to.writeNumber(value);
  }

  /// With the digits that it has: 1.0 is not 1.00 (FHIR R4, decimal).
  @Override
  public void valueNum(String value) throws IOException {
    to.writeNumber(value);
  }

  @Override
  public void value(Integer value) throws IOException {
    to.writeNumber(value);
  }

  @Override
  public void beginArray() throws IOException {
    to.writeStartArray();
  }

  @Override
  public void endArray() throws IOException {
    to.writeEndArray();
  }

  @Override
  public void finish() {
    // Whoever gave the generator ends it.
  }

  @Override
  public void link(String href) {
    // For pages that people look at.
  }
}
