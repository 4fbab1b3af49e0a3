package org.genomerecord.consent.audit;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// How an export is written: one line for each entry, and in each its cursor.
enum ExportFormat {
  NDJSON("application/x-ndjson") {
    @Override
    void write(List<AuditEntry> entries, OutputStream to) throws IOException {
      for (var entry : entries) {
        JSON.writeValue(to, new Line(entry, entry.place().cursor()));
        to.write('\n');
      }
    }
  },
  CSV("text/csv; charset=utf-8; header=present") {
    @Override
    void begin(OutputStream to) throws IOException {
      to.write(CsvLines.HEADER.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    void write(List<AuditEntry> entries, OutputStream to) throws IOException {
      for (var entry : entries) {
        to.write(CsvLines.of(entry).getBytes(StandardCharsets.UTF_8));
      }
    }
  },
  FHIR("application/fhir+ndjson") {
    @Override
    void write(List<AuditEntry> entries, OutputStream to) throws IOException {
      FhirAuditEvents.write(entries, to);
    }
  };

  private static final ObjectWriter JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
          .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
          .build()
          .writerFor(Line.class);

  private final String mediaType;

  ExportFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  private record Line(@JsonUnwrapped AuditEntry entry, String cursor) {}

  String mediaType() {
    return mediaType;
  }

  /// What stands before all entries; not in an export that goes on with another.
  void begin(OutputStream to) throws IOException {}

  abstract void write(List<AuditEntry> entries, OutputStream to) throws IOException;
}
