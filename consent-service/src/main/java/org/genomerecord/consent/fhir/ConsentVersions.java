package org.genomerecord.consent.fhir;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.genomerecord.consent.provision.Consents;
import org.genomerecord.consent.provision.GrantConsent;
import org.genomerecord.consent.provision.WithdrawConsent;
import org.genomerecord.record.event.ConsentId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.Commands;
import org.hl7.fhir.r4.model.Consent;
import org.jspecify.annotations.Nullable;

/// Grants, replaces and withdraws consents as versions of FHIR Consents. Blocks.
@ApplicationScoped
class ConsentVersions {
  private final Consents consents;
  private final Commands commands;

  ConsentVersions(Consents consents, Commands commands) {
    this.consents = consents;
    this.commands = commands;
  }

  static Refusal unknown() {
    return new Refusal(Category.NOT_FOUND, "consent-unknown", "there is no such consent");
  }

  /// @throws Refusal not found, if there is none of this id
  Pseudonym patientOf(ConsentId id) {
    return consents.patientOf(id).orElseThrow(ConsentVersions::unknown);
  }

  List<ConsentHistory> histories(Pseudonym patient) {
    return ConsentHistory.of(consents.of(patient));
  }

  /// @throws Refusal not found, if it is no first version
  ConsentHistory history(Pseudonym patient, ConsentId id) {
    return histories(patient).stream()
        .filter(history -> history.id().equals(id))
        .findFirst()
        .orElseThrow(ConsentVersions::unknown);
  }

  /// @param proxy keyed digest of the account of who acts for the patient; null: the patient acts
  ConsentHistory.Version create(
      Pseudonym patient, Consent asked, @Nullable String proxy, Attribution attribution) {
    if (!AskedConsent.isActive(asked)) {
      throw new NotHonoured("Consent.status", "what is created is active");
    }
    var id = newId();
    var provision = AskedConsent.provision(asked, attribution.at());
    var _ = commands.send(new GrantConsent(patient, id, provision, null, null, proxy, attribution));
    return history(patient, id).current();
  }

  /// Replaces the consent by one as asked, or withdraws it.
  ///
  /// @param ifMatch ETag of the version that is changed
  /// @throws ChangedMeanwhile if it is not the current one, or not any more when this is recorded
  ConsentHistory.Version update(
      Pseudonym patient,
      ConsentId id,
      @Nullable String ifMatch,
      Consent asked,
      @Nullable String proxy,
      Attribution attribution) {
    if (ifMatch == null) {
      throw new Refusal(
          Category.INCORRECT, "if-match", "name the version that is changed: If-Match: W/\"1\"");
    }
    var current = history(patient, id).current();
    if (!ifMatch.equals(current.etag()) && !("W/" + ifMatch).equals(current.etag())) {
      throw new ChangedMeanwhile();
    }
    if (AskedConsent.isActive(asked)) {
      replace(patient, current, asked, proxy, attribution);
    } else {
      withdraw(patient, current, asked, proxy, attribution);
    }
    return history(patient, id).current();
  }

  private void replace(
      Pseudonym patient,
      ConsentHistory.Version current,
      Consent asked,
      @Nullable String proxy,
      Attribution attribution) {
    if (!current.isActive()) {
      throw new Refusal(
          Category.CONFLICT, "consent-not-in-force", "it was withdrawn: create another one");
    }
    var provision = AskedConsent.provision(asked, attribution.at());
    try {
      var _ =
          commands.send(
              new GrantConsent(
                  patient,
                  newId(),
                  provision,
                  null,
                  current.consent().consent(),
                  proxy,
                  attribution));
    } catch (Refusal refusal) {
      throw refusal.code().equals("consent-not-in-force") ? new ChangedMeanwhile() : refusal;
    }
  }

  private void withdraw(
      Pseudonym patient,
      ConsentHistory.Version current,
      Consent asked,
      @Nullable String proxy,
      Attribution attribution) {
    AskedConsent.requireUnchanged(asked, current.consent().provision());
    if (!current.isActive()) {
      return; // withdrawing twice is withdrawing once
    }
    var consent = current.consent().consent();
    if (commands.send(new WithdrawConsent(patient, consent, proxy, attribution)) == null) {
      throw new ChangedMeanwhile(); // replaced since it was read: what replaced it is in force
    }
  }

  private static ConsentId newId() {
    return new ConsentId(UUID.randomUUID().toString());
  }
}
