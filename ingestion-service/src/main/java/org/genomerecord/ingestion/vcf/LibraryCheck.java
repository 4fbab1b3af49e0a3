package org.genomerecord.ingestion.vcf;

import htsjdk.samtools.util.Log;
import htsjdk.tribble.readers.LineIteratorImpl;
import htsjdk.tribble.readers.SynchronousLineReader;
import htsjdk.variant.vcf.VCFCodec;
import java.io.StringReader;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;

/// Decodes header and records with htsjdk as well: what the reference library cannot read is not
/// accepted, whatever our own checks found.
final class LibraryCheck {
  private static final int ALT = 4;
  private static final int INFO = 7;

  static {
    // The library's notes quote what it reads.
    Log.setGlobalLogLevel(Log.LogLevel.ERROR);
  }

  private final VCFCodec codec = new VCFCodec();
  private final boolean sitesOnly;

  LibraryCheck(DeclaredHeader header) {
    // Genotypes of 4.4 and 4.5 have forms that the library does not know.
    sitesOnly = header.minorVersion() > 3;
    var text = new StringReader(String.join("\n", header.libraryLines()) + "\n");
    try {
      codec.readActualHeader(new LineIteratorImpl(new SynchronousLineReader(text)));
    } catch (RuntimeException unreadable) {
      // Whatever the library throws on hostile input means the same, and its message may quote it.
      throw MalformedVcf.inFile("library-refuses", "The reference library cannot read the header.");
    }
  }

  void check(String[] columns, long line) {
    var presented = columns.clone();
    // Spaces are allowed from 4.3 on and before they are a warning; the library refuses them.
    presented[INFO] = presented[INFO].replace(' ', '_');
    if (sitesOnly) {
      // From 4.4 on alleles of different lengths may share one symbol.
      presented[ALT] =
          String.join(",", new LinkedHashSet<>(List.of(Fields.split(presented[ALT], ','))));
    }
    var text =
        sitesOnly
            ? String.join("\t", Arrays.asList(presented).subList(0, INFO + 1))
            : String.join("\t", presented);
    boolean read;
    try {
      var variant = codec.decode(text);
      read = variant != null && (sitesOnly || variant.getGenotypes().size() == columns.length - 9);
    } catch (RuntimeException unreadable) {
      // As above.
      read = false;
    }
    if (!read) {
      throw MalformedVcf.at(
          line, "library-refuses", "The reference library cannot read the record.");
    }
  }
}
