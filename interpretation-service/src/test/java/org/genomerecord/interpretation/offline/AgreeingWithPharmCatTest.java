package org.genomerecord.interpretation.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.genomerecord.interpretation.callset.CallSetReader;
import org.genomerecord.interpretation.callset.CallSetReading.Read;
import org.genomerecord.interpretation.callset.SyntheticCallSet;
import org.genomerecord.interpretation.variant.Assembly;
import org.junit.jupiter.api.Test;

/// 39 synthetic call sets and the diplotypes and phenotypes that PharmCAT 3 gives for them, in
/// `src/test/resources/concordance`: phased, unphased, with missing and uncalled positions, with
/// combinations that no allele has, and with bases that no allele is defined by.
class AgreeingWithPharmCatTest {
  private static final Path FOLDER = Path.of("src/test/resources/concordance");

  @Test
  void everyDiplotypeAndPhenotypeIsTheSame() throws IOException {
    var expected = Files.readAllLines(FOLDER.resolve("expected.tsv"));
    assertThat(expected).hasSize(742);
    assertThat(expected.getFirst()).isEqualTo(CallsTable.HEADER);
    var cases = expected.stream().skip(1).map(line -> line.split("\t", 2)[0]).distinct().toList();
    var found = new ArrayList<String>();
    for (var name : cases) {
      found.addAll(lines(name));
    }
    assertThat(String.join("\n", found))
        .isEqualTo(String.join("\n", expected.subList(1, expected.size())));
  }

  private static List<String> lines(String name) throws IOException {
    var file = FOLDER.resolve(name + ".vcf.gz");
    var sample = "S" + name.split("-", -1)[1];
    try (var in = Files.newInputStream(file)) {
      var reading =
          CallSetReader.read(
              in,
              Optional.of(sample),
              Optional.of(Assembly.GRCH38),
              SyntheticCallSet.INTERPRETER.loci());
      assertThat(reading).as(name).isInstanceOf(Read.class);
      var calls = ((Read) reading).calls();
      return CallsTable.lines(
          name,
          SyntheticCallSet.RELEASE,
          SyntheticCallSet.INTERPRETER.call(calls, Set.of("pharmacogenomic")));
    }
  }
}
