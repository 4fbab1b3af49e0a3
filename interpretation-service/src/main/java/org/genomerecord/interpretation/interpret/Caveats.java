package org.genomerecord.interpretation.interpret;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.genomerecord.interpretation.callset.Locus;
import org.genomerecord.interpretation.diplotype.DiplotypeCall;
import org.genomerecord.interpretation.panel.Panel;

/// What is said to the reader of a call: how far it can be relied on, and why.
final class Caveats {
  private static final int LISTED_MAX = 8;

  private Caveats() {}

  /// @param phenotypes that a missing position keeps possible, beside those of the call
  static List<String> of(Panel panel, DiplotypeCall call, Set<String> phenotypes) {
    var caveats = new ArrayList<String>();
    if (call.meaning().isEmpty()) {
      caveats.add(notCalled(panel, call));
    }
    if (!call.byOnePosition().isEmpty()) {
      caveats.add(
          "No pair of named alleles explains the calls; "
              + call.byOnePosition()
              + " alone is taken to tell the phenotype.");
    }
    if (!call.variants().isEmpty()) {
      caveats.add(
          "Not phased, so that the two variants of the lowest function are taken to lie on"
              + " different copies. Found: "
              + String.join(", ", call.variants())
              + ".");
    }
    if (call.best().size() > 1) {
      caveats.add(call.best().size() + " pairs of alleles explain the calls equally well.");
    }
    if (!call.missing().isEmpty()) {
      caveats.add(
          call.missing().size()
              + " of "
              + panel.loci().size()
              + " defining positions were not called; they are not taken as reference.");
    }
    if (!phenotypes.isEmpty()) {
      caveats.add("For that reason not excluded: " + String.join(", ", phenotypes) + ".");
    }
    caveats.addAll(ofPositions(call));
    return caveats;
  }

  private static List<String> ofPositions(DiplotypeCall call) {
    var caveats = new ArrayList<String>();
    if (!call.halfCalled().isEmpty()) {
      caveats.add(
          "A variant was called on one copy, and the other copy was not, at "
              + labels(call.halfCalled())
              + ".");
    }
    if (!call.notInBases().isEmpty()) {
      caveats.add(
          "A structural variant or a deleted allele was called at "
              + labels(call.notInBases())
              + "; what it makes of the gene is not told here.");
    }
    var undocumented = new ArrayList<>(call.undocumented());
    undocumented.removeAll(call.notInBases());
    if (!undocumented.isEmpty()) {
      caveats.add(
          "Bases that no named allele is defined by at "
              + String.join(", ", undocumented.stream().map(Locus::label).toList())
              + ".");
    }
    return caveats;
  }

  /// A deletion of a whole gene has all of its positions.
  private static String labels(List<Locus> loci) {
    return loci.size() > LISTED_MAX
        ? loci.size() + " of the gene's positions"
        : String.join(", ", loci.stream().map(Locus::label).toList());
  }

  private static String notCalled(Panel panel, DiplotypeCall call) {
    if (!call.halfCalled().isEmpty()) {
      return "Not called, as of a position one copy alone is told.";
    }
    if (call.missing().size() == panel.loci().size()) {
      return call.notInBases().isEmpty()
          ? Finding.NOTHING_CALLED
          : "At no defining position bases were called.";
    }
    var required = call.missing().stream().filter(panel.rules().required()::contains).toList();
    if (!required.isEmpty()) {
      return "Not called without "
          + String.join(", ", required.stream().map(Locus::label).toList())
          + ", which most of the gene's alleles are told apart by.";
    }
    return "No pair of named alleles explains the calls.";
  }
}
