package org.genomerecord.interpretation.offline;

import static org.assertj.core.api.Assertions.assertThat;

import htsjdk.samtools.reference.FastaSequenceIndexCreator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class NormalisingFilesTest {
  private static final String HEADER =
      "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tA\tB\n";

  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();
  @TempDir Path folder;

  private int run(String... arguments) {
    return new CommandLine(new NormaliseCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(errors))
        .execute(arguments);
  }

  private String file(String contigs, String... records) throws IOException {
    return Files.writeString(
            folder.resolve("calls.vcf"),
            "##fileformat=VCFv4.2\n" + contigs + HEADER + String.join("\n", records) + "\n")
        .toString();
  }

  private List<String> lines() {
    return out.toString().lines().skip(1).toList();
  }

  @Test
  void everyAlternateAlleleIsALineOfItsOwn() throws IOException {
    var file =
        file(
            "##contig=<ID=NC_000019.10>\n",
            "NC_000019.10\t44908821\t.\tGC\tGT,GCC,<DEL>\t.\t.\t.\tGT\t0/0\t1|2",
            "NC_000019.10\t44908900\t.\tG\t.\t.\t.\t.\tGT\t0/0\t0/0");

    assertThat(run(file, "--sample", "B")).isZero();

    assertThat(out.toString())
        .startsWith("contig\tposition\treference\talternate\tgenotype\talignment\tvrs\n");
    assertThat(lines())
        .containsExactly(
            "19\t44908822\tC\tT\t1|.\tone-place\tga4gh:VA.0AePZIWZUNsUlQTamyLrjm2HWUw2opLt",
            "19\t44908821\tG\tGC\t.|1\tnot-left-aligned\t",
            "19\t44908821\tGC\t<DEL>\t.|.\tas-written\t");
    assertThat(errors.toString())
        .contains("Alleles: 1 one-place, 1 not-left-aligned, 1 as-written.");
  }

  @Test
  void withTheReferenceInsertionsAndDeletionsAreLeftAlignedAndIdentified() throws IOException {
    var fasta =
        Files.writeString(
            folder.resolve("mt.fa"),
            ">chrM\n" + "A".repeat(99) + "CTTTTG" + "A".repeat(16_464) + "\n");
    FastaSequenceIndexCreator.create(fasta, false);
    var file =
        file(
            "##contig=<ID=chr1,length=248956422>\n",
            "chrM\t103\t.\tTT\tT\t.\t.\t.\tGT\t0\t1",
            "chr1\t103\t.\tTT\tT\t.\t.\t.\tGT\t0/0\t0/1");
    var table = folder.resolve("out.tsv");

    assertThat(
            run(file, "--sample", "B", "--reference", fasta.toString(), "--out", table.toString()))
        .isZero();

    assertThat(out.toString()).isEmpty();
    var written = Files.readAllLines(table);
    assertThat(written.get(1)).matches("MT\t100\tCT\tC\t1\tleft-aligned\tga4gh:VA\\.[\\w-]{32}");
    assertThat(written.get(2)).isEqualTo("1\t103\tTT\tT\t0/1\tnot-left-aligned\t");
  }

  @Test
  void whatCannotBeReadIsSaid() throws IOException {
    assertThat(run(folder.resolve("none.vcf").toString())).isEqualTo(1);
    assertThat(errors.toString()).contains("there is no such file");

    var several = file("##contig=<ID=chr1,length=248956422>\n");
    assertThat(run(several)).isEqualTo(1);
    assertThat(errors.toString()).contains("sample-not-named");

    var broken =
        file("##contig=<ID=chr1,length=248956422>\n", "chr1\tx\t.\tA\tC\t.\t.\t.\tGT\t0\t1");
    assertThat(run(broken, "--sample", "A")).isEqualTo(1);
    assertThat(errors.toString()).contains("line 4 cannot be read as a VCF record");

    var mixed =
        file(
            "",
            "chr9\t3\t.\tA\tC\t.\t.\t.\tGT\t0\t1",
            "NC_000010.11\t3\t.\tA\tC\t.\t.\t.\tGT\t0\t1");
    assertThat(run(mixed, "--sample", "A", "--assembly", "GRCh37")).isEqualTo(1);
    assertThat(errors.toString())
        .contains(
            "line 4 is on NC_000010.11 of GRCh38, and the call set is on GRCh37"
                + " (assembly-contradiction).");

    assertThat(run(several, "--assembly", "T2T")).isEqualTo(2);
    var sound =
        file("##contig=<ID=chr1,length=248956422>\n", "chr1\t3\t.\tA\tC\t.\t.\t.\tGT\t0\t1");
    assertThat(run(sound, "--sample", "A", "--reference", "none.fa")).isEqualTo(2);
    assertThat(errors.toString()).contains("the reference none.fa: there is no such file");
  }
}
