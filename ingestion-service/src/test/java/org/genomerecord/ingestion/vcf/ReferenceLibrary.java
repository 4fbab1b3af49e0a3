package org.genomerecord.ingestion.vcf;

import htsjdk.samtools.util.Log;
import htsjdk.tribble.readers.LineIteratorImpl;
import htsjdk.tribble.readers.SynchronousLineReader;
import htsjdk.variant.variantcontext.VariantContext;
import htsjdk.variant.vcf.VCFCodec;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

/// htsjdk, which reads VCF up to 4.3, as the oracle of what can be read.
final class ReferenceLibrary {
  static {
    Log.setGlobalLogLevel(Log.LogLevel.ERROR);
  }

  private ReferenceLibrary() {}

  /// All records of a text.
  ///
  /// @throws RuntimeException if the library cannot read one
  static List<VariantContext> read(String text) {
    var codec = new VCFCodec();
    var lines = new LineIteratorImpl(new SynchronousLineReader(new StringReader(text)));
    codec.readActualHeader(lines);
    var records = new ArrayList<VariantContext>();
    while (lines.hasNext()) {
      var record = codec.decode(lines.next());
      // Genotypes are decoded when they are asked for.
      record.getGenotypes().forEach(genotype -> genotype.getAlleles());
      records.add(record);
    }
    return records;
  }
}
