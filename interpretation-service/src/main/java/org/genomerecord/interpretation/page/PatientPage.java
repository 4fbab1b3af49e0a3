package org.genomerecord.interpretation.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.genomerecord.interpretation.guidance.Action;
import org.genomerecord.interpretation.guidance.Recommendation;
import org.genomerecord.interpretation.guidance.Recommendation.Basis;
import org.genomerecord.interpretation.interpret.Diplotype;
import org.genomerecord.interpretation.interpret.Finding;
import org.genomerecord.interpretation.report.IssuedInterpretation;

/// Reports for the patient, in plain words: which medicines to talk about, and no dose and no
/// exchange, which only who knows the patient can choose.
public final class PatientPage {
  private final Markup page = new Markup("Your genes and your medicines");

  private PatientPage() {}

  /// @param notInterpreted call sets of the same patient that there is no report of
  public static String of(
      List<IssuedInterpretation> interpretations, List<NotInterpreted> notInterpreted) {
    var patient = new PatientPage();
    if (!notInterpreted.isEmpty()) {
      patient.page.tag("<article class=\"plain\">").element("h1", "A result that is not here");
      notInterpreted.forEach(
          one -> patient.page.element("p", whyNot(one).formatted(one.accession())));
      patient.page.tag("</article>\n");
    }
    interpretations.forEach(patient::add);
    if (interpretations.isEmpty() && notInterpreted.isEmpty()) {
      patient.page.element("p", "There is no result yet.");
    }
    return patient.page.end();
  }

  private static String whyNot(NotInterpreted one) {
    if (one.isWithdrawn()) {
      return "The laboratory took back the test with the number %s. What it said before does not"
          + " count any more. Ask your doctor about it.";
    }
    // Whoever acts for the patient reads this, too: it tells no rule.
    return one.reason().equals("not-permitted")
        ? "We did not look at the test with the number %s, as what is permitted does not cover that."
            + " That says nothing about your genes."
        : "We could not read the test with the number %s. That says nothing about your genes. Ask"
            + " your doctor about it.";
  }

  private void add(IssuedInterpretation issued) {
    page.tag("<article class=\"plain\">").element("h1", "Your genes and your medicines");
    page.tag("<p class=\"notice\"><strong>")
        .text("Do not stop, start or change a medicine because of this page.")
        .tag("</strong> ")
        .text("Talk to your doctor or pharmacist first. Take this page with you.")
        .tag("</p>\n");
    page.element(
        "p",
        "You have your genes from your parents. Some genes change how medicines work in your body."
            + " A laboratory read such genes for you. Here is what we know about them.");
    page.element(
        "p",
        "Genes are only a part of it. Your age, what else you take and how you are matter, too.");
    medicines(issued.interpreted().recommendations());
    page.element("h2", "Your genes");
    page.table(List.of("Gene", "What we found"), issued.interpreted().findings(), this::gene);
    page.element("h2", "What this test does not tell");
    page.element(
        "p",
        "The test looks at some places in some genes. It can miss rare changes. It was not made to"
            + " find illnesses. Your parents, brothers, sisters and children may have the same"
            + " genes; they need a test of their own.");
    page.tag("<p class=\"quiet\">")
        .text(
            "Test number "
                + issued.accession()
                + ", "
                + Markup.day(issued.issuedAt())
                + ". Knowledge "
                + issued.knowledgeRelease()
                + "."
                + (issued.amends() == null ? "" : " This page is new: more is known than before."))
        .tag("</p></article>\n");
  }

  private void medicines(List<Recommendation> recommendations) {
    var byDrug =
        recommendations.stream()
            .collect(
                Collectors.groupingBy(Recommendation::drug, TreeMap::new, Collectors.toList()));
    var toTalkAbout = new TreeMap<String, List<Recommendation>>();
    var usual = new ArrayList<String>();
    var noAdvice = new ArrayList<String>();
    byDrug.forEach((drug, all) -> {
      if (all.stream().anyMatch(one -> one.action().asksForChange())) {
        toTalkAbout.put(drug, all);
      } else if (all.stream().anyMatch(one -> one.action() == Action.NONE)) {
        noAdvice.add(drug);
      } else {
        usual.add(drug);
      }
    });
    page.element("h2", "Medicines to talk about");
    if (toTalkAbout.isEmpty()) {
      page.element(
          "p",
          noAdvice.isEmpty()
              ? "None. No medicine that we looked at needs a change because of these genes."
              : "None that we know of. About some medicines we can say nothing: they stand below.");
    } else {
      page.element(
          "p",
          "Maybe you take none of these now. If you take one, or are to get one, show this page"
              + " first.");
      page.table(List.of("Medicine", "What to know"), toTalkAbout.entrySet(), this::medicine);
    }
    listed(
        "Medicines that should work as usual",
        "These genes give no reason to change the usual amount of: ",
        usual);
    listed(
        "Medicines that we can say nothing about",
        "Nobody knows yet, or a gene could not be read: ",
        noAdvice);
  }

  private Markup medicine(Map.Entry<String, List<Recommendation>> medicine) {
    var all = medicine.getValue();
    var asking = all.stream().filter(one -> one.action().asksForChange()).toList();
    var lines = new ArrayList<String>();
    asking.stream()
        .map(Recommendation::action)
        .distinct()
        .sorted(Comparator.comparingInt(Severity::of))
        .forEach(action -> lines.add(PlainWords.of(action)));
    if (all.stream().map(Recommendation::action).distinct().count() > 1) {
      lines.add(
          isAmbiguous(all)
              ? "The test could not tell for certain which holds for you."
              : "It also depends on you, such as your age, and on what you take it for.");
    }
    return page.rowHeader(medicine.getKey()).cell(lines);
  }

  /// Whether the same genes have several results. Guidelines of other genes differ without that.
  private static boolean isAmbiguous(List<Recommendation> all) {
    return all.stream()
        .map(Recommendation::basis)
        .collect(
            Collectors.groupingBy(
                basis -> basis.stream().map(Basis::gene).toList(), Collectors.toSet()))
        .values()
        .stream()
        .anyMatch(results -> results.size() > 1);
  }

  private void listed(String heading, String what, List<String> medicines) {
    if (!medicines.isEmpty()) {
      page.element("h2", heading).element("p", what + String.join(", ", medicines) + ".");
    }
  }

  private Markup gene(Finding finding) {
    page.rowHeader(finding.gene());
    if (finding.diplotypes().isEmpty()) {
      return page.cell(List.of("This gene could not be read well enough."));
    }
    var lines = new ArrayList<String>();
    finding.diplotypes().stream()
        .map(Diplotype::phenotype)
        .forEach(phenotype -> lines.add(PlainWords.of(phenotype)));
    switch (finding.certainty()) {
      case AMBIGUOUS -> {
        if (lines.stream().distinct().count() > 1) {
          lines.addFirst("The test could not tell which of these holds for you.");
        }
      }
      case PROVISIONAL -> lines.add("Parts of this gene could not be read, so this may change.");
      case REPORTED -> lines.add("Your laboratory told us this.");
      case DEFINITE, NOT_CALLED -> {}
    }
    return page.cell(lines);
  }
}
