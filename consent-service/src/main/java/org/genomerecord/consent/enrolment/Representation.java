package org.genomerecord.consent.enrolment;

import java.util.List;
import java.util.stream.Stream;
import org.genomerecord.record.event.ConsentEvent;
import org.genomerecord.record.event.EmergencyEvent.EmergencyAccessDeclared;
import org.genomerecord.record.event.EnrolmentEvent.PatientEnrolled;
import org.genomerecord.record.event.ErasureEvent;
import org.genomerecord.record.event.ErasureEvent.ErasureBegun;
import org.genomerecord.record.event.PatientEvent;
import org.genomerecord.record.event.ProxyEvent;
import org.genomerecord.record.event.ProxyEvent.ProxyAppointed;
import org.genomerecord.record.event.ProxyEvent.ProxyEnded;
import org.genomerecord.record.event.SubjectKeyEvent;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;

/// Who acts for one patient. Pure.
///
/// @param enrolled whether there is such a patient
/// @param proxies appointed and not ended, whose time may be over
record Representation(boolean enrolled, List<ProxyAppointed> proxies) {
  private static final int PROXIES_MAX = 8;

  Representation {
    proxies = List.copyOf(proxies);
  }

  static Representation initial() {
    return new Representation(false, List.of());
  }

  Representation evolve(PatientEvent event) {
    return switch (event) {
      case PatientEnrolled _ -> new Representation(true, proxies);
      case ProxyAppointed appointed ->
          new Representation(
              enrolled, Stream.concat(proxies.stream(), Stream.of(appointed)).toList());
      case ProxyEnded ended ->
          new Representation(
              enrolled,
              proxies.stream().filter(proxy -> !proxy.proxy().equals(ended.proxy())).toList());
      case ErasureBegun _ -> initial(); // There is nobody to act for any more.
      case ErasureEvent _ -> this;
      case ConsentEvent _ -> this;
      case EmergencyAccessDeclared _ -> this;
      case SubjectKeyEvent _ -> this;
    };
  }

  List<ProxyEvent> decide(AppointProxy command) {
    if (!enrolled) {
      throw UnknownPatient.refusal(command.patient());
    }
    var at = command.attribution().at();
    if (!command.until().isAfter(at)) {
      throw new Refusal(
          Category.INCORRECT, "period-over", "the appointment would be over before it begins");
    }
    if (command.until().isAfter(command.latest())) {
      throw new Refusal(
          Category.INCORRECT, "period-too-long", "an appointment does not last that long");
    }
    if (command.privateFrom() != null && command.privateFrom().isAfter(command.until())) {
      throw new Refusal(
          Category.INCORRECT, "private-from", "the appointment is over before anything is private");
    }
    if (proxies.stream().filter(proxy -> proxy.until().isAfter(at)).count() >= PROXIES_MAX) {
      throw new Refusal(
          Category.CONFLICT, "too-many-proxies", "at most 8 people act for one patient");
    }
    return List.of(
        new ProxyAppointed(
            command.proxy(),
            command.patient(),
            command.kind(),
            command.accountIndex(),
            command.privateFrom(),
            command.until(),
            at));
  }

  List<ProxyEvent> decide(EndProxy command) {
    var proxy =
        proxies.stream()
            .filter(appointed -> appointed.proxy().equals(command.proxy()))
            .findFirst()
            .orElseThrow(() ->
                new Refusal(
                    Category.NOT_FOUND, "proxy-unknown", "nobody acts for the patient by that id"));
    if (command.byThePatient() && proxy.kind() == ProxyEvent.Kind.GUARDIAN) {
      throw new Refusal(
          Category.FORBIDDEN, "guardian", "a guardian's appointment is ended where it was made");
    }
    return List.of(new ProxyEnded(command.proxy(), command.patient(), command.attribution().at()));
  }
}
