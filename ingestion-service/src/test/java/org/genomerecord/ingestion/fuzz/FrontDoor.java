package org.genomerecord.ingestion.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.genomerecord.ingestion.digest.ContentDigest;
import org.genomerecord.ingestion.expression.ExpressionTable;
import org.genomerecord.ingestion.fhir.FhirBounds;
import org.genomerecord.ingestion.fhir.FhirReports;
import org.genomerecord.ingestion.hl7v2.Acknowledgement;
import org.genomerecord.ingestion.hl7v2.AssigningAuthorities;
import org.genomerecord.ingestion.hl7v2.Hl7Bounds;
import org.genomerecord.ingestion.hl7v2.Hl7Messages;
import org.genomerecord.ingestion.outside.CallTable;
import org.genomerecord.ingestion.partial.UploadRefusal;
import org.genomerecord.ingestion.upload.FuzzedHeaders;
import org.genomerecord.ingestion.vcf.VcfBounds;
import org.genomerecord.ingestion.vcf.VcfExpectations;
import org.genomerecord.ingestion.vcf.VcfValidation;
import org.genomerecord.ingestion.vcf.Verdict;
import org.genomerecord.record.permit.PatientIdentifier;
import org.genomerecord.record.refusal.Refusal;

/// Where bytes from outside are read first. Each target reads any bytes twice and fails with an
/// [AssertionError], or whatever is thrown, if a reading is anything but an answer: the same one
/// both times, well-formed, and without the canary that the seeds hold.
public enum FrontDoor {
  /// Plain text; the same in gzip gets the same verdict.
  VCF {
    @Override
    void read(byte[] input) {
      var verdict = vcf(input);
      SoundVerdict.inOrder(verdict);
      if (input.length > 0 && input[0] != GZIP_MAGIC) {
        assertThat(vcf(gzip(input)).report()).isEqualTo(verdict.report());
      }
    }
  },
  /// Bytes of gzip and bgzip as they are.
  VCF_COMPRESSED {
    @Override
    void read(byte[] input) {
      SoundVerdict.inOrder(vcf(input));
    }

    @Override
    List<byte[]> seeds() {
      var seeds = new ArrayList<byte[]>();
      for (var text : VCF.seeds()) {
        int half = text.length / 2;
        seeds.add(gzip(text));
        var members = new ByteArrayOutputStream();
        members.writeBytes(gzip(Arrays.copyOf(text, half)));
        members.writeBytes(gzip(Arrays.copyOfRange(text, half, text.length)));
        seeds.add(members.toByteArray());
      }
      return seeds;
    }
  },
  CALL_TABLE {
    @Override
    void read(byte[] input) {
      same(() -> CallTable.validate(stream(input), TEXT_BYTES_MAX));
    }
  },
  EXPRESSION_PANEL {
    @Override
    void read(byte[] input) {
      same(() -> ExpressionTable.validate(stream(input), TEXT_BYTES_MAX));
    }
  },
  FHIR {
    @Override
    void read(byte[] input) {
      same(() -> FhirReports.validate(stream(input), PATIENT::equals, REPORT_BOUNDS));
    }
  },
  HL7V2 {
    @Override
    void read(byte[] input) {
      same(() -> Hl7Messages.validate(stream(input), PATIENT::equals, MESSAGE_BOUNDS, AUTHORITIES));
      var message = Hl7Messages.read(input, true, PATIENT::equals, MESSAGE_BOUNDS, AUTHORITIES);
      SoundVerdict.silent(message.toString());
      if (message.header() != null) {
        var written =
            message.outcome().isRefused()
                ? Acknowledgement.of(message, Instant.EPOCH, new UUID(0, 0)).refused()
                : Acknowledgement.of(message, Instant.EPOCH, new UUID(0, 0)).accepted();
        var segments = written.split("\r", -1);
        assertThat(segments[0]).startsWith("MSH");
        assertThat(segments[1]).startsWith("MSA");
        // The first two say who asked and what it was called, and are the sender's own words.
        SoundVerdict.silent(String.join("\r", Arrays.asList(segments).subList(2, segments.length)));
      }
    }
  },
  UPLOAD_HEADERS {
    @Override
    void read(byte[] input) {
      var lines = List.of(new String(input, ISO_8859_1).split("\n", -1));
      FuzzedHeaders.headers(lines).forEach(FrontDoor::answers);
    }
  },
  UPLOAD_METADATA {
    @Override
    void read(byte[] input) {
      answers(() -> SoundVerdict.silent(FuzzedHeaders.metadata(new String(input, ISO_8859_1))));
      answers(() -> SoundVerdict.silent(FuzzedHeaders.metadataOf(new String(input, UTF_8))));
    }
  },
  CONTENT_DIGEST {
    @Override
    void read(byte[] input) {
      answers(() -> {
        var lines = List.of(new String(input, ISO_8859_1).split("\n", -1));
        var digest = ContentDigest.parse(lines);
        assertThat(ContentDigest.parse(lines)).isEqualTo(digest);
        try (var verified = digest.verified(stream(input))) {
          assertThat(verified.readAllBytes()).isEqualTo(input);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
    }
  };

  /// Stands in the seeds where patients and laboratories have names and values.
  static final String CANARY = "KANARIE";

  private static final byte GZIP_MAGIC = 0x1f;
  private static final int TEXT_BYTES_MAX = 1 << 20;

  /// Small, so that a bound is reached by few bytes.
  private static final VcfBounds VCF_BOUNDS =
      new VcfBounds(TEXT_BYTES_MAX, 4096, 100, 16_384, 20, 500, 5, 4, 20, 3, 50, 50, 50, 400);

  private static final FhirBounds REPORT_BOUNDS = new FhirBounds(16_384, 16, 2000, 20, 4_000, 2000);
  private static final Hl7Bounds MESSAGE_BOUNDS = new Hl7Bounds(16_384, 40, 2000, 2000);
  private static final AssigningAuthorities AUTHORITIES =
      AssigningAuthorities.of(Map.of("NORTH", "urn:oid:2.999.2"));
  private static final PatientIdentifier PATIENT =
      new PatientIdentifier("urn:oid:2.999.1.1", CANARY + "-7");

  /// Reads any bytes.
  abstract void read(byte[] input);

  /// The committed seeds, and what is made of them.
  List<byte[]> seeds() {
    var seeds = new ArrayList<byte[]>();
    for (int number = 1; ; number++) {
      try (var in =
          FrontDoor.class.getResourceAsStream("/fuzz/%s/%d".formatted(folder(), number))) {
        if (in == null) {
          return seeds;
        }
        seeds.add(in.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// Its name in files and on the command line, such as `vcf-compressed`.
  String folder() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// What Jazzer calls before: classes are loaded by the seeds, on nobody's time.
  public static void fuzzerInitialize() {
    var target = System.getProperty("genome.fuzz.target", VCF.name());
    if (!target.equals("CONTROL")) {
      valueOf(target).seeds().forEach(valueOf(target)::read);
    }
  }

  /// What Jazzer calls, with the target in the property `genome.fuzz.target`. The target `CONTROL`
  /// fails on purpose once Jazzer has found its way to it.
  public static void fuzzerTestOneInput(byte[] input) {
    var target = System.getProperty("genome.fuzz.target", VCF.name());
    if (!target.equals("CONTROL")) {
      valueOf(target).read(input);
    } else if (input.length > 1 && input[0] == 'G' && input[1] == 'T') {
      throw new IllegalStateException("found, as it has to be");
    }
  }

  /// Writes the seeds of each target to a folder of its name.
  ///
  /// @param arguments the folder
  public static void main(String[] arguments) throws IOException {
    for (var target : values()) {
      var folder = Files.createDirectories(Path.of(arguments[0], target.folder()));
      int number = 0;
      for (var seed : target.seeds()) {
        number++;
        Files.write(folder.resolve("seed-" + number), seed);
      }
    }
  }

  private static Verdict vcf(byte[] input) {
    return same(() -> VcfValidation.validate(stream(input), VcfExpectations.NONE, VCF_BOUNDS));
  }

  /// A reading that may fail as reading a stream does: from memory it never does.
  private interface Reading {
    Verdict verdict() throws IOException;
  }

  private static Verdict same(Reading reading) {
    try {
      var verdict = reading.verdict();
      assertThat(SoundVerdict.told(reading.verdict())).isEqualTo(SoundVerdict.told(verdict));
      return verdict;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Done, or refused in words that tell nothing of what was said.
  private static void answers(Runnable reading) {
    try {
      reading.run();
    } catch (Refusal refusal) {
      SoundVerdict.silent(refusal.code() + refusal.detail());
    } catch (UploadRefusal refusal) {
      SoundVerdict.silent(refusal.kind() + refusal.detail());
    }
  }

  private static InputStream stream(byte[] input) {
    return new ByteArrayInputStream(Objects.requireNonNull(input));
  }

  static byte[] gzip(byte[] bytes) {
    var compressed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(compressed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.toByteArray();
  }
}
