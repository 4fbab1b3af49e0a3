package org.genomerecord.interpretation.interpret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.genomerecord.interpretation.callset.SyntheticCallSet.RELEASE;
import static org.genomerecord.interpretation.interpret.Indel.REFERENCE;
import static org.genomerecord.interpretation.interpret.Indel.REPEATED_BASES;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.genomerecord.interpretation.callset.CallSetReader;
import org.genomerecord.interpretation.callset.CallSetReading;
import org.genomerecord.interpretation.callset.IndexedCallSet;
import org.genomerecord.interpretation.callset.Loci;
import org.genomerecord.interpretation.callset.LocusCall;
import org.genomerecord.interpretation.callset.LocusCalls;
import org.genomerecord.interpretation.callset.SyntheticCallSet;
import org.genomerecord.interpretation.callset.SyntheticCallSet.Line;
import org.genomerecord.interpretation.panel.NamedAllele;
import org.genomerecord.interpretation.table.DefectiveKnowledge;
import org.genomerecord.interpretation.variant.Assembly;
import org.genomerecord.interpretation.variant.Contigs;
import org.genomerecord.interpretation.variant.Reference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every insertion and deletion that a panel is defined by, of a sample that carries it once: the
/// findings are the same wherever and however the laboratory wrote it.
class AnIndelWrittenElsewhereTest {
  private static final Interpreter WITH_REFERENCE = new Interpreter(RELEASE, REFERENCE);

  static Stream<Indel> indels() {
    return Indel.all();
  }

  private static List<Finding> findings(Interpreter interpreter, Indel indel, Line... written) {
    var reference =
        indel.panel().alleles().stream().filter(NamedAllele::isReference).findFirst().orElseThrow();
    var lines =
        new ArrayList<>(SyntheticCallSet.carrying(indel.panel(), reference, reference, false));
    lines.removeIf(line ->
        line.contig().equals(indel.locus().chromosome())
            && line.position() == indel.locus().position());
    lines.addAll(List.of(written));
    return interpreter.interpret(calls(interpreter, lines), Set.of("pharmacogenomic")).findings();
  }

  /// By the whole file, and by an index of it, which is the same.
  private static LocusCalls calls(Interpreter interpreter, List<Line> lines) {
    return switch (read(interpreter, lines)) {
      case CallSetReading.Read(var calls) -> calls;
      case CallSetReading.NotInterpreted(var code, var _) -> throw new AssertionError(code);
    };
  }

  private static CallSetReading read(Interpreter interpreter, List<Line> lines) {
    var sorted =
        lines.stream()
            .sorted(Comparator.comparing(Line::contig).thenComparingInt(Line::position))
            .map(Line::text)
            .toList();
    var callSet =
        IndexedCallSet.plain(
            "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS\n"
                + String.join("\n", sorted)
                + "\n");
    try {
      var whole =
          CallSetReader.read(
              new ByteArrayInputStream(callSet.bytes()),
              Optional.empty(),
              Optional.of(Assembly.GRCH38),
              interpreter.loci());
      assertThat(byRegions(callSet, interpreter.loci())).isEqualTo(whole);
      return whole;
    } catch (IOException unexpected) {
      throw new UncheckedIOException(unexpected);
    }
  }

  private static CallSetReading byRegions(IndexedCallSet callSet, Loci loci) throws IOException {
    var file = Files.createTempFile("synthetic", ".vcf");
    try {
      Files.write(file, callSet.bytes());
      try (var channel = FileChannel.open(file)) {
        return CallSetReader.read(
            channel, callSet.index(), Optional.empty(), Optional.of(Assembly.GRCH38), loci);
      }
    } finally {
      Files.delete(file);
    }
  }

  private static List<Finding> expected(Interpreter interpreter, Indel indel) {
    var expected = findings(interpreter, indel, indel.line());
    assertThat(expected)
        .filteredOn(finding -> finding.panel().equals(indel.panel().name()))
        .singleElement()
        .satisfies(finding ->
            assertThat(finding.positionsMissing().stream().map(Position::position))
                .doesNotContain(indel.locus().position()));
    return expected;
  }

  @ParameterizedTest
  @MethodSource("indels")
  void paddedOrWithoutABaseTooManyItIsTheSame(Indel indel) {
    var expected = expected(SyntheticCallSet.INTERPRETER, indel);
    assertThat(expected).isNotEqualTo(findings(SyntheticCallSet.INTERPRETER, indel));

    for (var line :
        List.of(indel.shortest(), indel.padded(3, 0), indel.padded(0, 4), indel.padded(5, 7))) {
      assertThat(findings(SyntheticCallSet.INTERPRETER, indel, line)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("indels")
  void besideAnotherAlternateItIsTheSame(Indel indel) {
    var expected = expected(SyntheticCallSet.INTERPRETER, indel);
    UnaryOperator<Line> multiallelic =
        line ->
            new Line(
                line.contig(),
                line.position(),
                line.ref(),
                line.ref() + "GATTACA," + line.alts(),
                "0/2");

    assertThat(findings(SyntheticCallSet.INTERPRETER, indel, multiallelic.apply(indel.line())))
        .isEqualTo(expected);
    assertThat(
            findings(SyntheticCallSet.INTERPRETER, indel, multiallelic.apply(indel.padded(2, 3))))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("indels")
  void anywhereInItsRepeatItIsTheSameIfThereIsAReference(Indel indel) {
    var expected = expected(WITH_REFERENCE, indel);
    assertThat(expected).isEqualTo(expected(SyntheticCallSet.INTERPRETER, indel));

    for (var bases = 1; bases <= REPEATED_BASES; bases++) {
      var moved = indel.moved(bases);
      if (moved.isPresent()) {
        assertThat(findings(WITH_REFERENCE, indel, moved.get())).isEqualTo(expected);
      }
    }
  }

  /// What the record and the locus show together is enough as long as nothing lies between them.
  @ParameterizedTest
  @MethodSource("indels")
  void movedByOneBaseItIsTheSameWithoutAReference(Indel indel) {
    var expected = expected(SyntheticCallSet.INTERPRETER, indel);

    indel
        .moved(1)
        .ifPresent(moved ->
            assertThat(findings(SyntheticCallSet.INTERPRETER, indel, moved)).isEqualTo(expected));
  }

  @Test
  void manyOfThemCanBeMoved() {
    assertThat(indels().filter(indel -> indel.moved(1).isPresent()).count()).isGreaterThan(15);
    assertThat(indels().filter(indel -> indel.moved(4).isPresent()).count()).isGreaterThan(10);
  }

  /// A repeat that lost more than any allele is defined by is not the reference.
  @ParameterizedTest
  @MethodSource("indels")
  void anotherNumberOfRepeatsIsNeitherItNorTheReference(Indel indel) {
    var shortest = indel.shortest();
    var unit = shortest.ref().length() - 1;
    if (unit == 0 || indel.moved(2 * unit).isEmpty() || indel.locus().alternates().size() > 1) {
      return;
    }
    var ref = indel.bases(indel.locus().position() + unit, indel.locus().position() + 3 * unit);
    var twice =
        new Line(
            indel.locus().chromosome(),
            indel.locus().position() + unit,
            ref,
            ref.substring(0, 1),
            "0/1");

    var calls = calls(WITH_REFERENCE, List.of(indel.line(), twice));

    assertThat(calls.at(indel.locus()).map(call -> call.first() + call.second()))
        .satisfiesAnyOf(
            call -> assertThat(call).isEmpty(),
            call -> assertThat(call.orElseThrow()).contains("*"));
  }

  /// One copy may have both, and then it has another number of repeats than any allele.
  @ParameterizedTest
  @MethodSource("indels")
  void twiceInOneRepeatItIsNoCall(Indel indel) {
    var unit = Math.max(indel.shortest().ref().length(), indel.shortest().alts().length()) - 1;
    indel
        .moved(unit)
        .ifPresent(moved ->
            assertThat(calls(WITH_REFERENCE, List.of(indel.shortest(), moved)).at(indel.locus()))
                .isEmpty());
  }

  /// What lies between is not known then: under a reference block it is not the reference either.
  @ParameterizedTest
  @MethodSource("indels")
  void anywhereInItsRepeatItIsNoReferenceWithoutOne(Indel indel) {
    var called = new TreeSet<String>();
    for (var bases = 1; bases <= REPEATED_BASES; bases++) {
      indel
          .moved(bases)
          .map(moved ->
              calls(SyntheticCallSet.INTERPRETER, List.of(indel.block(), moved)).at(indel.locus()))
          .ifPresent(call ->
              called.add(call.map(it -> it.first() + "/" + it.second()).orElse("not called")));
    }
    assertThat(called)
        .doesNotContain(indel.locus().reference() + "/" + indel.locus().reference())
        .hasSizeLessThanOrEqualTo(2);
  }

  /// The base before it breaks the repeat, so that it cannot be written further left.
  @Test
  void anotherIndelLikeItIsNone() {
    var indel =
        indels()
            .filter(it -> it.locus().reference().length() < 10 && it.moved(12).isPresent())
            .findFirst()
            .orElseThrow();
    var moved = indel.moved(12).orElseThrow();
    var before = moved.ref().startsWith("A") ? "C" : "A";
    var another =
        new Line(
            moved.contig(),
            moved.position(),
            before + moved.ref().substring(1),
            before + moved.alts().substring(1),
            "0/1");

    assertThat(calls(SyntheticCallSet.INTERPRETER, List.of(indel.block(), moved)).at(indel.locus()))
        .isEmpty();
    assertThat(
            calls(SyntheticCallSet.INTERPRETER, List.of(indel.block(), another)).at(indel.locus()))
        .contains(new LocusCall(indel.locus().reference(), indel.locus().reference(), ""));
  }

  /// With a base of the reference that is not there, it could be any variant: it is neither called
  /// nor, under a reference block, the reference.
  @ParameterizedTest
  @MethodSource("indels")
  void onAnotherReferenceInItsRepeatNothingIsRead(Indel indel) {
    var unit = Math.max(indel.shortest().ref().length(), indel.shortest().alts().length()) - 1;
    indel
        .moved(2 * unit)
        .ifPresent(moved -> {
          var other = moved.ref().startsWith("A") ? "C" : "A";
          var written =
              new Line(
                  moved.contig(),
                  moved.position(),
                  other + moved.ref().substring(1),
                  other + moved.alts().substring(1),
                  "0/1");
          var substitution =
              new Line(moved.contig(), moved.position(), other, moved.ref().substring(0, 1), "0/1");
          for (var line : List.of(written, substitution)) {
            assertThat(read(WITH_REFERENCE, List.of(indel.block(), line)))
                .isInstanceOfSatisfying(
                    CallSetReading.NotInterpreted.class,
                    not -> assertThat(not.code()).isEqualTo("reference-mismatch"));
          }
        });
  }

  @Test
  void anotherReferenceThanThePanelsIsRefused() {
    assertThatThrownBy(
            () -> new Interpreter(RELEASE, (_, first, last) -> "N".repeat(last - first + 1)))
        .isInstanceOf(DefectiveKnowledge.class)
        .hasMessageContaining("has other bases than the reference");
  }

  @Test
  void whatIsFoundSaysWithWhichReference() {
    var repeated = indels().filter(indel -> indel.moved(4).isPresent()).findFirst().orElseThrow();
    var contig = Contigs.canonical(repeated.locus().chromosome());
    var behind = repeated.locus().end() + 1;

    assertThat(comparedWith(SyntheticCallSet.INTERPRETER)).isEqualTo(Interpreted.NO_REFERENCE);
    assertThat(comparedWith(WITH_REFERENCE))
        .matches("[0-9a-f]{64}")
        .isEqualTo(comparedWith(new Interpreter(RELEASE, new But("9", behind))))
        .isNotEqualTo(comparedWith(new Interpreter(RELEASE, new But(contig, behind))));
  }

  /// The reference but for one base that is not known.
  private record But(String contig, int unknown) implements Reference {
    @Override
    public String bases(String of, int first, int last) {
      var bases = new StringBuilder(REFERENCE.bases(of, first, last));
      if (of.equals(contig) && first <= unknown && unknown <= last) {
        bases.setCharAt(unknown - first, 'N');
      }
      return bases.toString();
    }
  }

  private static @Nullable String comparedWith(Interpreter interpreter) {
    var indel = indels().findFirst().orElseThrow();
    return interpreter
        .interpret(calls(interpreter, List.of(indel.line())), Set.of("pharmacogenomic"))
        .reference();
  }

  @Test
  void aReferenceWithoutAContigLeavesItAsItIs() {
    var indel = indels().findFirst().orElseThrow();
    var elsewhere = new Interpreter(RELEASE, (_, _, _) -> "");

    assertThat(findings(elsewhere, indel, indel.line()))
        .isEqualTo(expected(SyntheticCallSet.INTERPRETER, indel));
  }
}
