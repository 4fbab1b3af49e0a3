package org.genomerecord.interpretation.report;

import static org.genomerecord.interpretation.report.FindingObservations.code;
import static org.genomerecord.interpretation.report.FindingObservations.component;

import java.util.List;
import java.util.Optional;
import org.genomerecord.interpretation.guidance.Action;
import org.genomerecord.interpretation.guidance.Recommendation;
import org.genomerecord.interpretation.guidance.Source;
import org.genomerecord.interpretation.interpret.Certainty;
import org.genomerecord.interpretation.interpret.Finding;
import org.genomerecord.interpretation.interpret.Reliance;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.RelatedArtifact;
import org.hl7.fhir.r4.model.RelatedArtifact.RelatedArtifactType;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskStatus;

/// What a recommendation is in a report: an implication and, if it asks for another drug or dose, a
/// task; without what they share with all others of the report.
final class Advice {
  private Advice() {}

  /// @param findings those of the genes that it rests on
  static Observation implication(Recommendation recommendation, List<Finding> findings) {
    var implication = new Observation().setStatus(ObservationStatus.FINAL);
    implication.getMeta().addProfile(Codes.profile("therapeutic-implication"));
    findings.stream()
        .map(Finding::dataClass)
        .distinct()
        .forEach(name -> implication.getMeta().addTag(new Coding(Codes.DATA_CLASS, name, null)));
    implication.setCode(Codes.therapeuticImplication());
    implication.addExtension(citation(recommendation.source()));
    component(
        implication,
        Codes.medicationAssessed(),
        recommendation
            .code()
            .map(code -> Codes.concept(Codes.RXNORM, code, recommendation.drug()))
            .orElseGet(() -> Codes.text(recommendation.drug())));
    for (var basis : recommendation.basis()) {
      if (!basis.phenotype().isEmpty()) {
        component(
            implication,
            Codes.therapeuticImplication(),
            Codes.phenotype(basis.symbol(), basis.phenotype()));
      }
    }
    if (!recommendation.context().equals(Recommendation.ANY)) {
      component(
          implication, Codes.associatedPhenotype("Context"), Codes.text(recommendation.context()));
    }
    component(
        implication,
        Codes.ours("action", "Action"),
        Codes.concept(Codes.ACTION, code(recommendation.action()), code(recommendation.action())));
    component(implication, Codes.conclusion(), new StringType(recommendation.wording()));
    component(
        implication,
        Codes.ours("strength", "Strength of recommendation"),
        Codes.concept(
            Codes.STRENGTH, code(recommendation.strength()), code(recommendation.strength())));
    component(
        implication,
        Codes.evidenceLevel(),
        Codes.text(
            (recommendation.source().doi().isEmpty()
                    ? "Label of the drug: "
                    : "Professional society guideline: ")
                + recommendation.source().guideline()));
    findings.forEach(finding -> FindingObservations.describe(implication, finding));
    Reliance.absences(recommendation, findings)
        .forEach(absence -> implication.addNote(new Annotation().setText(absence)));
    if (recommendation.population() != null) {
      implication.addNote(new Annotation().setText("For whom: " + recommendation.population()));
    }
    for (var gene : recommendation.notAssessed()) {
      implication.addNote(new Annotation().setText(gene + " was not assessed."));
    }
    return implication;
  }

  /// A proposal to whoever prescribes. Empty if nothing is to be changed, or if the guide's list of
  /// answers has no name for it: monitoring is said by the implication alone.
  static Optional<Task> task(Recommendation recommendation, List<Finding> findings) {
    return answer(recommendation.action())
        .map(answer -> {
          var task = new Task().setStatus(TaskStatus.REQUESTED).setIntent(TaskIntent.PROPOSAL);
          task.getMeta().addProfile(Codes.profile("medication-recommendation"));
          task.setCode(Codes.concept(Codes.LOINC, answer, recommendation.wording()));
          var context = recommendation.context();
          task.setDescription(
              recommendation.drug()
                  + (context.equals(Recommendation.ANY) ? "" : " (" + context + ")")
                  + ": "
                  + recommendation.wording());
          findings.stream()
              .filter(finding -> finding.certainty() != Certainty.DEFINITE)
              .forEach(finding ->
                  task.addNote(
                      new Annotation()
                          .setText(
                              finding.gene()
                                  + ": the call is "
                                  + code(finding.certainty())
                                  + "; see the genotype.")));
          return task;
        });
  }

  /// LOINC answers of the list LL4049-4, medication usage suggestion.
  private static Optional<String> answer(Action action) {
    return switch (action) {
      case AVOID, ALTERNATIVE -> Optional.of("LA26421-0");
      case REDUCE -> Optional.of("LA26422-8");
      case INCREASE -> Optional.of("LA26423-6");
      case STANDARD, MONITOR, NONE -> Optional.empty();
    };
  }

  private static Extension citation(Source source) {
    return new Extension(
        Codes.RELATED_ARTIFACT,
        new RelatedArtifact()
            .setType(RelatedArtifactType.CITATION)
            .setDisplay(source.guideline() + ", " + source.edition() + ", PMID " + source.pmid())
            .setUrl(
                source.doi().isEmpty()
                    ? "https://pubmed.ncbi.nlm.nih.gov/" + source.pmid()
                    : "https://doi.org/" + source.doi()));
  }
}
