package org.genomerecord.interpretation.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.interpretation.callset.SyntheticCallSet.INTERPRETER;
import static org.genomerecord.interpretation.callset.SyntheticCallSet.RELEASE;
import static org.genomerecord.interpretation.report.SampleReports.issued;

import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.genomerecord.interpretation.callset.LocusCalls;
import org.genomerecord.interpretation.callset.SyntheticCallSet;
import org.genomerecord.interpretation.guidance.Action;
import org.genomerecord.interpretation.guidance.GeneResult;
import org.genomerecord.interpretation.guidance.Recommendation;
import org.genomerecord.interpretation.guidance.Recommendation.Basis;
import org.genomerecord.interpretation.guidance.Source;
import org.genomerecord.interpretation.guidance.Strength;
import org.genomerecord.interpretation.interpret.Certainty;
import org.genomerecord.interpretation.interpret.Diplotype;
import org.genomerecord.interpretation.interpret.Finding;
import org.genomerecord.interpretation.interpret.Interpreted;
import org.genomerecord.interpretation.outside.OutsideCall;
import org.genomerecord.interpretation.panel.Phenotypes;
import org.genomerecord.interpretation.report.IssuedInterpretation;
import org.genomerecord.interpretation.report.SampleReports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// The pages are read as XML, which they are, too.
class ReadingThePagesTest {
  private static final Set<String> CLASSES = Set.of("pharmacogenomic");
  private static final String HOSTILE = "\"'><script>alert(1)</script>&amp;";

  private static String summary(Interpreted interpreted) {
    return SummaryPage.of(List.of(issued(interpreted)), List.of());
  }

  private static String plain(Interpreted interpreted) {
    return PatientPage.of(List.of(issued(interpreted)), List.of());
  }

  static Stream<String> pages() {
    var declined = List.of(new NotInterpreted("a-1", "assembly-not-interpreted"));
    return Stream.of(SampleReports.AMBIGUOUS, SampleReports.outside(), SampleReports.NOTHING_CALLED)
        .flatMap(interpreted ->
            Stream.of(
                SummaryPage.of(List.of(issued(interpreted)), declined),
                PatientPage.of(List.of(issued(interpreted)), declined)));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void aScreenReaderFindsItsWayAndNothingIsFetched(String page) {
    var document = document(page);
    assertThat(document.getDocumentElement().getAttribute("lang")).isEqualTo("en");
    assertThat(named(document, "title")).hasSize(1);
    assertThat(named(document, "main")).hasSize(1);
    assertThat(named(document, "table"))
        .isNotEmpty()
        .allSatisfy(table -> {
          assertThat(named(table, "th"))
              .allSatisfy(header -> assertThat(header.getAttribute("scope")).isNotEmpty());
          assertThat(named(table, "tr"))
              .allSatisfy(row -> assertThat(children(row).getFirst().getTagName()).isEqualTo("th"))
              .extracting(row -> children(row).size())
              .containsOnly(children(named(table, "tr").getFirst()).size());
        });
    assertThat(named(document, "article"))
        .allSatisfy(
            article -> assertThat(children(article).getFirst().getTagName()).isEqualTo("h1"));
    assertThat(
            Stream.of("script", "link", "img", "iframe", "form")
                .flatMap(name -> named(document, name).stream()))
        .isEmpty();
    assertThat(page).doesNotContain("http:", "https:", "url(", "@import").contains("@media print");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void eachCellNamesTheColumnThatItStandsIn(String page) {
    for (var table : named(document(page), "table")) {
      var rows = named(table, "tr");
      var columns = children(rows.getFirst()).stream().map(Element::getTextContent).toList();
      assertThat(rows.stream().skip(1))
          .isNotEmpty()
          .allSatisfy(row ->
              assertThat(
                      children(row).stream().skip(1).map(cell -> cell.getAttribute("data-column")))
                  .containsExactlyElementsOf(columns.subList(1, columns.size())));
    }
  }

  /// Phenytoin goes by CYP2C9, too: a usual dose without it is not one by genotype.
  @Test
  void aUsualDoseWithoutAGeneThatCouldNotBeToldNamesTheGene() {
    var interpreted =
        INTERPRETER.interpret(
            new LocusCalls(Map.of()),
            Map.of("HLA-B", new OutsideCall("HLA-B", "*07:02/*08:01", "", null)),
            CLASSES);

    assertThat(document(summary(interpreted)).getDocumentElement().getTextContent())
        .containsPattern("No change by genotype: [^.]*phenytoin \\([^)]*CYP2C9 not called");
  }

  @Test
  void whatComesFromOutsideIsTextAndNoMarkup() {
    var finding =
        new Finding(
            "gene",
            HOSTILE,
            "HGNC:1",
            "pharmacogenomic",
            "release",
            Certainty.REPORTED,
            List.of(new Diplotype(HOSTILE, "", HOSTILE, null)),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(HOSTILE));
    var recommendation =
        new Recommendation(
            HOSTILE,
            "1",
            HOSTILE,
            List.of(new Basis(HOSTILE, HOSTILE)),
            Action.AVOID,
            HOSTILE,
            Strength.STRONG,
            List.of(HOSTILE),
            new Source(HOSTILE, HOSTILE, HOSTILE, HOSTILE),
            HOSTILE);
    var issued =
        List.of(
            new IssuedInterpretation(
                "id",
                "earlier",
                HOSTILE,
                "p",
                Instant.EPOCH,
                HOSTILE,
                new Interpreted(List.of(finding), List.of(recommendation), null)));
    var declined = List.of(new NotInterpreted(HOSTILE, HOSTILE));
    for (var page : List.of(SummaryPage.of(issued, declined), PatientPage.of(issued, declined))) {
      var document = document(page);
      assertThat(named(document, "script")).isEmpty();
      assertThat(document.getDocumentElement().getTextContent()).contains(HOSTILE);
    }
  }

  @Test
  void anAmendedReportIsToldAsSuch() {
    var first = SampleReports.issued(new Interpreted(List.of(), List.of(), null));
    var amended =
        new IssuedInterpretation(
            "amendment",
            first.interpretation(),
            first.accession(),
            first.patient(),
            first.issuedAt(),
            first.knowledgeRelease(),
            first.interpreted());
    assertThat(SummaryPage.of(List.of(amended), List.of())).contains("Amended");
    assertThat(PatientPage.of(List.of(amended), List.of())).contains("This page is new");
    assertThat(SummaryPage.of(List.of(first), List.of())).doesNotContain("Amended");
    assertThat(PatientPage.of(List.of(first), List.of())).doesNotContain("This page is new");
  }

  @Test
  void theSummaryTellsTheMostSevereFirst() {
    var document = document(summary(SampleReports.AMBIGUOUS));
    var drugs = named(document, "table").getFirst();
    var actions =
        named(drugs, "tr").stream()
            .skip(1)
            .map(row -> children(row).get(1).getTextContent())
            .map(action -> Action.valueOf(action.toUpperCase(Locale.ROOT)))
            .toList();
    assertThat(actions).contains(Action.AVOID, Action.REDUCE);
    assertThat(actions.stream().map(Severity::of)).isSorted();
    assertThat(actions).doesNotContain(Action.STANDARD, Action.NONE);
  }

  @Test
  void everyDrugWithGuidanceIsOnBothPages() {
    var interpreted = SampleReports.AMBIGUOUS;
    var summary = document(summary(interpreted)).getDocumentElement().getTextContent();
    var plain = document(plain(interpreted)).getDocumentElement().getTextContent();
    assertThat(interpreted.recommendations())
        .isNotEmpty()
        .allSatisfy(one -> {
          assertThat(summary).contains(one.drug());
          assertThat(plain).contains(one.drug());
          if (one.action().asksForChange()) {
            assertThat(summary).contains(one.wording());
          }
        });
    for (var finding : interpreted.findings()) {
      assertThat(summary).contains(finding.gene());
      finding.diplotypes().forEach(pair -> assertThat(summary).contains(pair.label()));
    }
  }

  @Test
  void whatWasNotTestedAndNotCalledIsSaid() {
    assertThat(summary(SampleReports.AMBIGUOUS))
        .contains("Not tested: CYP2D6, which guidelines ask for with ")
        .contains("Knowledge release " + RELEASE.name());
    assertThat(summary(SampleReports.NOTHING_CALLED))
        .contains("Genes that could not be called: ", "<p>None.</p>");
    assertThat(plain(SampleReports.NOTHING_CALLED))
        .contains("This gene could not be read well enough.", "say nothing about");
  }

  @Test
  void whatTheTestDoesNotTellAndWhatItCouldChangeIsSaid() {
    var open =
        INTERPRETER.interpret(
            Map.of(), Map.of("HLA-B", new OutsideCall("HLA-B", "*15/*07:02", "", null)), CLASSES);

    assertThat(summary(open))
        .contains(
            "<li>phenytoin, fosphenytoin (never taken or for less than three months): No"
                + " recommendation without HLA-B *15:02, which the test does not tell, and CYP2C9,"
                + " which nobody tested. If *15:02 positive: avoid.</li>",
            "(taken for more than three months without skin reaction): No recommendation",
            "If *15:02 positive: monitor.</li>")
        .doesNotContain("<li>abacavir");
    assertThat(summary(SampleReports.outside())).doesNotContain("the test does not tell");
  }

  @Test
  void allelesThatAdviceByAllelesRestsOnAreSaid() {
    var panel = SyntheticCallSet.panel("CYP2C9");
    var reference = panel.alleles().getFirst();
    var lines = new ArrayList<>(SyntheticCallSet.carrying(panel, reference, reference, false));
    assertThat(summary(INTERPRETER.interpret(SyntheticCallSet.calls(lines), CLASSES)))
        .doesNotContain("rests on none");

    assertThat(lines.removeIf(line -> line.position() == 94981301)).isTrue();

    assertThat(summary(INTERPRETER.interpret(SyntheticCallSet.calls(lines), CLASSES)))
        .contains(
            "<li>siponimod: CYP2C9: alleles not excluded: *5. This advice rests on none of them"
                + " being there.</li>");
  }

  /// Guidelines that go by other genes differ without that a gene is in doubt.
  @Test
  void advicesOfSeveralGuidelinesAreNoDoubtAboutAGene() {
    var interpreted =
        INTERPRETER.interpret(
            new LocusCalls(Map.of()),
            Map.of(
                "CYP2C9", new OutsideCall("CYP2C9", "*1/*2", "", null),
                "VKORC1",
                    new OutsideCall(
                        "VKORC1", "rs9923231 reference (C)/rs9923231 variant (T)", "", null)),
            Set.of("pharmacogenomic"));

    assertThat(plain(interpreted))
        .contains(">warfarin<", "It also depends on you")
        .doesNotContain("could not tell");
  }

  @Test
  void whereNothingCouldBeReadNoMedicineIsSaidToBeFine() {
    assertThat(plain(SampleReports.NOTHING_CALLED))
        .contains("None that we know of.")
        .doesNotContain("No medicine that we looked at needs a change", "You may take none");
  }

  @ParameterizedTest
  @MethodSource("plainPages")
  void thePatientsPageHasNoWordOfTheTradeAndNoLongSentence(String page) {
    assertThat(page)
        .contains("Do not stop, start or change a medicine because of this page.")
        .doesNotContainIgnoringCase("metaboli")
        .doesNotContainIgnoringCase("phenotype")
        .doesNotContainIgnoringCase("genotype")
        .doesNotContainIgnoringCase("allele")
        .doesNotContainIgnoringCase("haplotype")
        .doesNotContainIgnoringCase("diplotype")
        .doesNotContainIgnoringCase("pharmaco")
        .doesNotContainIgnoringCase("contraindicat");
    var document = document(page);
    var texts =
        Stream.of("p", "td")
            .flatMap(name -> named(document, name).stream())
            .map(Element::getTextContent)
            .filter(text -> !text.contains(":"))
            .flatMap(text -> Stream.of(text.split("[.;]")))
            .toList();
    assertThat(texts)
        .isNotEmpty()
        .allSatisfy(
            sentence -> assertThat(sentence.strip().split("\\s+")).hasSizeLessThanOrEqualTo(20));
  }

  static Stream<String> plainPages() {
    return Stream.of(SampleReports.AMBIGUOUS, SampleReports.outside(), SampleReports.NOTHING_CALLED)
        .map(ReadingThePagesTest::plain);
  }

  @Test
  void everyPhenotypeOfTheReleaseHasPlainWords() {
    var names = new ArrayList<String>();
    RELEASE
        .panels()
        .forEach(panel ->
            panel.phenotypes().all().stream().map(Phenotypes.Phenotype::name).forEach(names::add));
    RELEASE
        .outsideGenes()
        .forEach(gene ->
            gene.asked()
                .forEach(asked ->
                    gene.possible(asked).stream().map(GeneResult::phenotype).forEach(names::add)));
    assertThat(names)
        .isNotEmpty()
        .allSatisfy(name ->
            assertThat(PlainWords.of(name)).doesNotContain("Ask your doctor").endsWith("."));
    assertThat(PlainWords.of("another term")).isEqualTo("Ask your doctor what this finding means.");
  }

  @Test
  void aCallSetThatWasNotInterpretedDoesNotReadAsNothingFound() {
    var declined = List.of(new NotInterpreted("a-7", "assembly-not-interpreted"));
    assertThat(SummaryPage.of(List.of(), declined))
        .contains("Accession a-7: assembly-not-interpreted.");
    assertThat(PatientPage.of(List.of(), declined))
        .contains("a-7", "says nothing about your genes");
    assertThat(PatientPage.of(List.of(), List.of())).contains("There is no result yet.");
  }

  private static Document document(String page) {
    try {
      return DocumentBuilderFactory.newDefaultInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(page)));
    } catch (ParserConfigurationException | SAXException | IOException broken) {
      throw new AssertionError("the page is not well-formed", broken);
    }
  }

  private static List<Element> named(Document in, String name) {
    return named(in.getDocumentElement(), name);
  }

  private static List<Element> named(Element in, String name) {
    var found = in.getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(at -> (Element) found.item(at)).toList();
  }

  private static List<Element> children(Node of) {
    var nodes = of.getChildNodes();
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .filter(Element.class::isInstance)
        .map(Element.class::cast)
        .toList();
  }
}
