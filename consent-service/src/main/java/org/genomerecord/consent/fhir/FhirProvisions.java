package org.genomerecord.consent.fhir;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.genomerecord.consent.provision.Completeness;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.Party;
import org.genomerecord.record.event.Provision;
import org.genomerecord.record.event.ProvisionType;
import org.genomerecord.record.event.PurposeOfUse;
import org.genomerecord.record.event.ResearchUse;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Consent.provisionActorComponent;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/// Provisions to FHIR R4 `Consent.provision` and back: the same tree. Pure.
final class FhirProvisions {
  private FhirProvisions() {}

  static ProvisionComponent of(Provision provision) {
    var rule = new ProvisionComponent();
    rule.setType(
        provision.type() == ProvisionType.PERMIT
            ? ConsentProvisionType.PERMIT
            : ConsentProvisionType.DENY);
    if (provision.from() != null || provision.until() != null) {
      rule.setPeriod(Periods.of(provision.from(), provision.until()));
    }
    provision.actors().forEach(party -> rule.addActor(actor(party)));
    provision.actions().forEach(action -> rule.addAction(new CodeableConcept(coding(action))));
    provision
        .purposesOfUse()
        .forEach(code -> rule.addPurpose(new Coding(Codes.PURPOSE, code, null)));
    if (provision.researchUse() != null) {
      rule.addExtension(FhirResearch.of(provision.researchUse()));
    }
    provision
        .dataClasses()
        .forEach(item -> rule.addClass_(new Coding(Codes.DATA_CLASS, item.code(), null)));
    provision.provisions().forEach(exception -> rule.addProvision(of(exception)));
    return rule;
  }

  private static provisionActorComponent actor(Party party) {
    var actor = new provisionActorComponent();
    actor.setRole(new CodeableConcept(new Coding(Codes.ROLE_IN_CONSENT, Codes.RECIPIENT, null)));
    actor.setReference(
        new Reference()
            .setIdentifier(
                new Identifier().setSystem(systemOf(party.kind())).setValue(party.id())));
    return actor;
  }

  private static String systemOf(Party.Kind kind) {
    return switch (kind) {
      case PERSON -> Codes.PERSON;
      case ROLE -> Codes.ROLE;
      case ORGANISATION -> Codes.ORGANISATION;
      case CARE_TEAM -> Codes.CARE_TEAM;
      case APPLICATION -> Codes.APPLICATION;
    };
  }

  private static Coding coding(Action action) {
    return switch (action) {
      case COLLECT, USE, DISCLOSE -> new Coding(Codes.ACTION, action.code(), null);
      case REANALYSE, RECONTACT -> new Coding(Codes.OUR_ACTION, action.code(), null);
    };
  }

  /// The provision that is asked for. Its elements are honoured ones (HonouredElements).
  ///
  /// @param type of the first rule, if it says none itself
  /// @param now the first rule begins now, unless it says when
  /// @throws NotHonoured if a code is unknown, a time is vague, or it does not say enough
  static Provision read(ProvisionComponent rule, ProvisionType type, Instant now) {
    var path = "Consent.provision";
    var provision = read(rule, path, type, now);
    var lack = Completeness.lackOf(provision);
    if (lack.isPresent()) {
      var place = new StringBuilder(path);
      lack.get().place().forEach(i -> place.append(".provision[").append(i).append(']'));
      throw new NotHonoured(place.toString(), lack.get().why());
    }
    return provision;
  }

  private static Provision read(
      ProvisionComponent rule,
      String path,
      @Nullable ProvisionType unsaid,
      @Nullable Instant begin) {
    var period = path + ".period";
    var start = Periods.start(rule.getPeriod().getStartElement(), period + ".start");
    var exceptions = new ArrayList<Provision>();
    for (var exception : rule.getProvision()) {
      var place = path + ".provision[" + exceptions.size() + "]";
      exceptions.add(read(exception, place, null, null));
    }
    var type = rule.hasType() ? type(rule.getType()) : unsaid;
    if (type == null) {
      throw new NotHonoured(path + ".type", "an exception permits or denies");
    }
    var actors = actors(rule.getActor(), path + ".actor");
    var purposes = purposes(rule.getPurpose(), path + ".purpose");
    var research = research(rule.getExtension(), path + ".extension");
    var actions = actions(rule.getAction(), path + ".action");
    var classes = classes(rule.getClass_(), path + ".class");
    var until = Periods.end(rule.getPeriod().getEndElement(), period + ".end");
    try {
      return new Provision(
          type,
          actors,
          purposes,
          research,
          actions,
          classes,
          start == null ? begin : start,
          until,
          exceptions);
    } catch (IllegalArgumentException e) {
      throw new NotHonoured(path, String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable ResearchUse research(List<Extension> extensions, String path) {
    if (extensions.size() > 1) {
      throw new NotHonoured(path + "[1]", "a provision has one limit of research");
    }
    return extensions.isEmpty() ? null : FhirResearch.read(extensions.getFirst(), path + "[0]");
  }

  private static ProvisionType type(ConsentProvisionType type) {
    return type == ConsentProvisionType.PERMIT ? ProvisionType.PERMIT : ProvisionType.DENY;
  }

  private static Set<Party> actors(List<provisionActorComponent> actors, String path) {
    var parties = new LinkedHashSet<Party>();
    for (var actor : actors) {
      parties.add(party(actor, path + "[" + parties.size() + "]"));
    }
    return once(parties, actors.size(), path);
  }

  private static Party party(provisionActorComponent actor, String path) {
    var role = only(actor.getRole(), path + ".role");
    if (!Codes.ROLE_IN_CONSENT.equals(role.getSystem())
        || !(Codes.RECIPIENT.equals(role.getCode())
            || Codes.PRIMARY_RECIPIENT.equals(role.getCode()))) {
      throw new NotHonoured(
          path + ".role", "an actor is who receives: IRCP or PRCP of v3-ParticipationType");
    }
    var reference = actor.getReference();
    if (reference.hasReference()) {
      throw new NotHonoured(
          path + ".reference.reference", "an actor is named by identifier, not by address");
    }
    var identifier = reference.getIdentifier();
    var kind =
        Stream.of(Party.Kind.values())
            .filter(known -> systemOf(known).equals(identifier.getSystem()))
            .findFirst()
            .orElseThrow(() ->
                new NotHonoured(
                    path + ".reference.identifier.system",
                    "a person, role, organisation, care team or application of this record"));
    if (kind == Party.Kind.ROLE && !Roles.isRole(String.valueOf(identifier.getValue()))) {
      throw new NotHonoured(
          path + ".reference.identifier.value", "a role is one of " + Roles.all());
    }
    try {
      return new Party(kind, identifier.hasValue() ? identifier.getValue() : "");
    } catch (IllegalArgumentException e) {
      throw new NotHonoured(path + ".reference.identifier.value", String.valueOf(e.getMessage()));
    }
  }

  private static Set<Action> actions(List<CodeableConcept> concepts, String path) {
    var actions = new LinkedHashSet<Action>();
    for (int i = 0; i < concepts.size(); i++) {
      var place = path + "[" + i + "]";
      var coding = only(concepts.get(i), place);
      actions.add(
          Stream.of(Action.values())
              .filter(action -> isCode(coding, coding(action)))
              .findFirst()
              .orElseThrow(() ->
                  new NotHonoured(
                      place,
                      "collect, use or disclose of consentaction, re-analyse or re-contact of ours;"
                          + " looking at data is use")));
    }
    return once(actions, concepts.size(), path);
  }

  private static Set<String> purposes(List<Coding> codings, String path) {
    var purposes = new LinkedHashSet<String>();
    for (int i = 0; i < codings.size(); i++) {
      var coding = codings.get(i);
      if (!Codes.PURPOSE.equals(coding.getSystem())
          || !coding.hasCode()
          || !PurposeOfUse.isKnown(coding.getCode())) {
        throw new NotHonoured(
            path + "[" + i + "]", "a purpose of use of v3-ActReason that this record knows");
      }
      purposes.add(coding.getCode());
    }
    return once(purposes, codings.size(), path);
  }

  private static Set<DataClass> classes(List<Coding> codings, String path) {
    var classes = new LinkedHashSet<DataClass>();
    for (int i = 0; i < codings.size(); i++) {
      var coding = codings.get(i);
      var place = path + "[" + i + "]";
      classes.add(
          Stream.of(DataClass.values())
              .filter(item -> isCode(coding, new Coding(Codes.DATA_CLASS, item.code(), null)))
              .findFirst()
              .orElseThrow(() -> new NotHonoured(place, "a data class of this record")));
    }
    return once(classes, codings.size(), path);
  }

  private static <T> Set<T> once(Set<T> values, int said, String path) {
    if (values.size() != said) {
      throw new NotHonoured(path, "the same stands here twice");
    }
    return values;
  }

  static boolean isCode(Coding coding, Coding known) {
    return known.getSystem().equals(coding.getSystem()) && known.getCode().equals(coding.getCode());
  }

  /// Of several codings nobody knows which one was meant.
  static Coding only(CodeableConcept concept, String path) {
    if (concept.getCoding().size() != 1) {
      throw new NotHonoured(path, "one coding");
    }
    return concept.getCodingFirstRep();
  }
}
