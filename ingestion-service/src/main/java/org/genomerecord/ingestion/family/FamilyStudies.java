package org.genomerecord.ingestion.family;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.genomerecord.ingestion.accession.Accession;
import org.genomerecord.ingestion.accession.Accessions;
import org.genomerecord.record.event.AccessionEvent.SubmissionReceived;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.FamilyStudyEvent;
import org.genomerecord.record.event.FamilyStudyEvent.FamilyStudyReported;
import org.genomerecord.record.event.FamilyStudyId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.permit.BulkDecisionRequest;
import org.genomerecord.record.permit.Decision;
import org.genomerecord.record.permit.DecisionRequest;
import org.genomerecord.record.permit.Permits;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.seal.JointSeal;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.Commands;
import org.genomerecord.record.sourcing.EventJson;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.sourcing.Recording;
import org.genomerecord.record.store.Criterion;
import org.genomerecord.record.store.LogReader;
import org.jspecify.annotations.Nullable;

/// Takes family studies in and reads them, from the log itself. Blocks.
@ApplicationScoped
class FamilyStudies {
  private static final EventTypes<FamilyStudyEvent> TYPES = EventTypes.of(FamilyStudyEvent.class);
  private static final String RESOURCE = "family-studies";
  private static final int ID_BYTES = 16;

  /// Decides all requests on one person's behalf in one call, as [Permits#askAll] does.
  interface Deciding {
    List<Decision> decide(String token, List<DecisionRequest> requests);
  }

  private final Deciding permits;
  private final Accessions accessions;
  private final Commands commands;
  private final LogReader log;

  @Inject
  FamilyStudies(Permits permits, Accessions accessions, Commands commands, LogReader log) {
    this(permits::askAll, accessions, commands, log);
  }

  FamilyStudies(Deciding permits, Accessions accessions, Commands commands, LogReader log) {
    this.permits = permits;
    this.accessions = accessions;
    this.commands = commands;
    this.log = log;
  }

  /// @param isNew whether this report was recorded now; false: it had been before
  record Taken(FamilyStudyId study, boolean isNew) {}

  /// On whose authority decisions are asked for.
  ///
  /// @param token the caller's own access token
  record Asker(@Nullable String purposeOfUse, String token, String correlation) {
    @Override
    public String toString() {
      return "Asker[…]";
    }
  }

  /// What may be shown of a study to who may see one of its patients.
  ///
  /// @param joint null if the caller may not see the other patient, too
  record Shown(FamilyStudyReported study, StudyParts.Own own, StudyParts.@Nullable Joint joint) {}

  /// The same id for the same laboratory and number, always; never that of an accession.
  static FamilyStudyId idOf(String laboratory, String number) {
    var text = "family-study|%d|%s|%s".formatted(laboratory.length(), laboratory, number);
    return new FamilyStudyId(
        HexFormat.of().formatHex(sha256(text.getBytes(StandardCharsets.UTF_8)), 0, ID_BYTES));
  }

  /// Asks for a permit of each patient, seals the parts and records them.
  ///
  /// @throws org.genomerecord.record.edge.RefusedAtTheDoor not found, if an accession is not this
  ///   laboratory's
  /// @throws Refusal conflict, or forbidden as soon as one patient does not permit it: the answer
  ///   is the same whichever it was
  Taken take(StudyReport report, String laboratory, Attribution attribution, String token) {
    var study = idOf(laboratory, report.number());
    var subject = submitted(laboratory, report.members().getFirst());
    var relative = submitted(laboratory, report.members().getLast());
    if (subject.patient().equals(relative.patient())) {
      throw new Refusal(
          Category.UNSUPPORTED, "one-patient", "the two accessions are of one patient");
    }
    var asker = new Asker(attribution.purposeOfUse(), token, attribution.correlation());
    var resource = "family-study/" + study;
    var event = Recording.newEventId();
    // Both are asked, whatever the first says: neither answer nor time tells which one refused.
    var decisions = ask(List.of(subject.patient(), relative.patient()), "collect", resource, asker);
    if (!(decisions.getFirst() instanceof Decision.Permit one)
        || !(decisions.getLast() instanceof Decision.Permit another)) {
      throw new Refusal(
          Category.FORBIDDEN,
          "family-study-not-permitted",
          "the consents of the two patients do not permit to collect this");
    }
    var keys = JointSeal.of(one.key(), another.key());
    var members =
        Stream.of(
                new Member(one, own(subject, report.members().getFirst())),
                new Member(another, own(relative, report.members().getLast())))
            .sorted(Comparator.comparing(member -> member.permit().patient().value()))
            .toList();
    var reported =
        new FamilyStudyReported(
            study,
            laboratory,
            members.stream().map(member -> member.permit().patient()).toList(),
            keys.keyedDigest(sha256(EventJson.write(report).getBytes(StandardCharsets.UTF_8))),
            members.stream().map(member -> member.permit().id()).toList(),
            members.stream()
                .map(member -> member.own().seal(event, member.permit().key()))
                .toList(),
            new StudyParts.Joint(
                    subject.patient(),
                    relative.patient(),
                    report.relationship(),
                    report.confirmed(),
                    report.kinship())
                .seal(event, keys),
            attribution.at());
    return new Taken(
        study, commands.send(new ReportFamilyStudy(study, reported, attribution)) != null);
  }

  private record Member(Decision.Permit permit, StudyParts.Own own) {}

  private static StudyParts.Own own(SubmissionReceived submission, StudyReport.Member member) {
    return new StudyParts.Own(submission.accession(), member.accession(), member.affected());
  }

  private SubmissionReceived submitted(String laboratory, StudyReport.Member member) {
    AccessionId id = Accessions.idOf(laboratory, member.accession());
    return switch (accessions.own(id, laboratory).accession()) {
      case Accession.Accepted accepted -> accepted.submission();
      case Accession.Correcting(var inForce, _) -> inForce.submission();
      case Accession.Unknown _, Accession.Received _, Accession.Refused _, Accession.Withdrawn _ ->
          throw new Refusal(
              Category.CONFLICT, "accession-not-accepted", "an accession is not accepted");
    };
  }

  /// The studies of a patient, oldest first. The decision about the patient comes first, then those
  /// about all relatives in one call.
  ///
  /// @throws Refusal forbidden, if the patient's part may not be seen
  List<Shown> of(Pseudonym patient, Asker asker) {
    var permit =
        switch (ask(List.of(patient), "use", RESOURCE, asker).getFirst()) {
          case Decision.Permit permitted -> permitted;
          case Decision.Denial denial -> throw denial.refusal();
        };
    var studies = studiesOf(patient);
    var relatives = permitsOf(studies.stream().map(study -> relative(study, permit)), asker);
    return studies.stream().map(study -> shown(study, permit, relatives)).toList();
  }

  private List<FamilyStudyReported> studiesOf(Pseudonym patient) {
    var criterion =
        new Criterion(
            Set.of("patient:" + patient), Set.of(EventTypes.storedName(FamilyStudyReported.class)));
    return Awaiting.result(log.matching(List.of(criterion), 0)).events().stream()
        .map(stored ->
            TYPES.read(
                stored.envelope().type(), stored.envelope().version(), stored.envelope().payload()))
        .map(event ->
            switch (event) {
              case FamilyStudyReported study -> study;
            })
        .toList();
  }

  private static Pseudonym relative(FamilyStudyReported study, Decision.Permit permit) {
    return study.patients().get(1 - study.patients().indexOf(permit.patient()));
  }

  private Map<Pseudonym, Decision.Permit> permitsOf(Stream<Pseudonym> relatives, Asker asker) {
    var wanted = relatives.distinct().toList();
    var permits = new HashMap<Pseudonym, Decision.Permit>();
    for (int from = 0; from < wanted.size(); from += BulkDecisionRequest.REQUESTS_MAX) {
      var part =
          wanted.subList(from, Math.min(wanted.size(), from + BulkDecisionRequest.REQUESTS_MAX));
      for (var decision : ask(part, "use", RESOURCE, asker)) {
        if (decision instanceof Decision.Permit permit) {
          permits.put(permit.patient(), permit);
        }
      }
    }
    return permits;
  }

  private static Shown shown(
      FamilyStudyReported study,
      Decision.Permit permit,
      Map<Pseudonym, Decision.Permit> relatives) {
    int place = study.patients().indexOf(permit.patient());
    var own = StudyParts.Own.open(study.own().get(place), permit.key());
    var other = relatives.get(relative(study, permit));
    var joint =
        other == null
            ? null
            : StudyParts.Joint.open(study.sealed(), JointSeal.of(permit.key(), other.key()));
    return new Shown(study, own, joint);
  }

  /// In the order of the patients. A permit that leaves kinship out is none.
  private List<Decision> ask(
      List<Pseudonym> patients, String action, String resource, Asker asker) {
    var requests =
        patients.stream().map(patient -> request(patient, action, resource, asker)).toList();
    return permits.decide(asker.token(), requests).stream()
        .map(FamilyStudies::withKinship)
        .toList();
  }

  private static Decision withKinship(Decision decision) {
    return decision instanceof Decision.Permit permit
            && !permit.dataClasses().contains(DataClass.KINSHIP)
        ? new Decision.Denial(permit.id(), "not-covered", permit.patient())
        : decision;
  }

  private static DecisionRequest request(
      Pseudonym patient, String action, String resource, Asker asker) {
    return new DecisionRequest(
        patient.value(),
        null,
        asker.purposeOfUse(),
        List.of(),
        action,
        List.of(DataClass.KINSHIP.code()),
        resource,
        null,
        asker.correlation(),
        null);
  }

  private static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
