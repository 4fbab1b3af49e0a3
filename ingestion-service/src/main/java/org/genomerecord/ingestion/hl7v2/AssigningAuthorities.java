package org.genomerecord.ingestion.hl7v2;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.genomerecord.record.permit.PatientIdentifier;

/// Who assigns identifiers of patients: from the assigning authority of a message (CX.4, an HD) to
/// the system of an identifier (FHIR `Identifier.system`).
@FunctionalInterface
public interface AssigningAuthorities {
  /// Matched possessively: otherwise one of thousands of arcs would fill the stack.
  Pattern OID = Pattern.compile("[0-2](?:\\.(?:0|[1-9][0-9]*))++");

  Pattern UUID = Pattern.compile("\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
  Pattern URI = Pattern.compile("(?:urn|https?):[!-~]+");

  /// The system that a namespace (HD.1, HL7 table 0363) stands for here; empty if for none.
  Optional<String> systemOf(String namespace);

  /// @param systems by namespace
  static AssigningAuthorities of(Map<String, String> systems) {
    var known = Map.copyOf(systems);
    return namespace -> Optional.ofNullable(known.get(namespace));
  }

  /// For where the service's own are not known: each namespace is one.
  static AssigningAuthorities whicheverTheServiceKnows() {
    return Optional::of;
  }

  /// The identifier of a patient; empty if nobody knows who assigned it, or it is none.
  ///
  /// A universal id counts before a namespace: `ISO` is `urn:oid:`, `UUID` is `urn:uuid:`, `URI` is
  /// itself. A namespace that is a URI is itself.
  ///
  /// @param value CX.1
  /// @param namespace HD.1
  /// @param universalId HD.2
  /// @param universalIdType HD.3, HL7 table 0301
  default Optional<PatientIdentifier> identifier(
      String value, String namespace, String universalId, String universalIdType) {
    try {
      return system(namespace, universalId, universalIdType)
          .map(system -> new PatientIdentifier(system, value));
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // Nobody here is known by one so long, or by none.
    }
  }

  private Optional<String> system(String namespace, String universalId, String type) {
    var named =
        switch (type) {
          case "ISO" ->
              Optional.of(universalId)
                  .filter(id -> OID.matcher(id).matches())
                  .map(id -> "urn:oid:" + id);
          case "UUID" ->
              Optional.of(universalId)
                  .filter(id -> UUID.matcher(id).matches())
                  .map(id -> "urn:uuid:" + id.toLowerCase(Locale.ROOT));
          case "URI" -> Optional.of(universalId).filter(id -> URI.matcher(id).matches());
          default -> Optional.<String>empty();
        };
    if (named.isPresent() || namespace.isEmpty()) {
      return named;
    }
    return URI.matcher(namespace).matches() ? Optional.of(namespace) : systemOf(namespace);
  }
}
