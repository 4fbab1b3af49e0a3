package org.genomerecord.consent.fhir;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.genomerecord.consent.provision.Consents;
import org.genomerecord.consent.provision.GrantConsent;
import org.genomerecord.consent.provision.ProxyView;
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

  /// Whether it is there for somebody.
  ///
  /// @param proxy who acts for the patient; null: the patient looks
  boolean isSeen(Pseudonym patient, ConsentId id, @Nullable ProxyView proxy) {
    return proxy == null
        || consents.seen(patient, proxy).stream().anyMatch(one -> one.consent().equals(id));
  }

  /// As in [#isSeen]. Where a version is not seen, what came after it begins anew.
  List<ConsentHistory> histories(Pseudonym patient, @Nullable ProxyView proxy) {
    return ConsentHistory.of(consents.seen(patient, proxy));
  }

  /// @throws Refusal not found, if it is no first version
  ConsentHistory history(Pseudonym patient, ConsentId id, @Nullable ProxyView proxy) {
    return histories(patient, proxy).stream()
        .filter(history -> history.id().equals(id))
        .findFirst()
        .orElseThrow(ConsentVersions::unknown);
  }

  /// @param proxy who acts for the patient; null: the patient acts
  ConsentHistory.Version create(
      Pseudonym patient, Consent asked, @Nullable ProxyView proxy, Attribution attribution) {
    if (!AskedConsent.isActive(asked)) {
      throw new NotHonoured("Consent.status", "what is created is active");
    }
    var id = newId();
    var provision = AskedConsent.provision(asked, attribution.at());
    var _ =
        commands.send(
            new GrantConsent(
                patient, id, provision, null, null, ProxyView.account(proxy), attribution));
    return granted(patient, id, 1, id);
  }

  /// As it was just granted. Who granted it knows it, also where they do not see it from now on.
  private ConsentHistory.Version granted(
      Pseudonym patient, ConsentId id, int number, ConsentId consent) {
    var granted =
        consents.of(patient).stream()
            .filter(one -> one.consent().equals(consent))
            .findFirst()
            .orElseThrow();
    return new ConsentHistory.Version(id, number, true, granted, granted.grantedAt());
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
      @Nullable ProxyView proxy,
      Attribution attribution) {
    if (ifMatch == null) {
      throw new Refusal(
          Category.INCORRECT, "if-match", "name the version that is changed: If-Match: W/\"1\"");
    }
    var current = history(patient, id, proxy).current();
    if (!ifMatch.equals(current.etag()) && !("W/" + ifMatch).equals(current.etag())) {
      throw new ChangedMeanwhile();
    }
    if (AskedConsent.isActive(asked)) {
      return replace(patient, current, asked, ProxyView.account(proxy), attribution);
    }
    withdraw(patient, current, asked, ProxyView.account(proxy), attribution);
    return history(patient, id, proxy).current();
  }

  private ConsentHistory.Version replace(
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
    var consent = newId();
    try {
      var _ =
          commands.send(
              new GrantConsent(
                  patient,
                  consent,
                  provision,
                  null,
                  current.consent().consent(),
                  proxy,
                  attribution));
    } catch (Refusal refusal) {
      throw refusal.code().equals("consent-not-in-force") ? new ChangedMeanwhile() : refusal;
    }
    return granted(patient, current.id(), current.number() + 1, consent);
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
