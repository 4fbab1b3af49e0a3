package org.genomerecord.ledger.audit;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// The logs of the suite, by the names of their folders in an export.
public enum AuditedLog {
  CONSENT("consent"),
  INGESTION("ingestion"),
  INTERPRETATION("interpretation");

  /// What each service records of itself: who was refused at its door, who read its log.
  private static final String EVERYWHERE = "access";

  private final String namespace;

  AuditedLog(String namespace) {
    this.namespace = namespace;
  }

  /// What the gateway calls it, such as `consent`.
  String atTheGateway() {
    return namespace;
  }

  /// Such as `consent.events`.
  public String folderName() {
    return namespace + ".events";
  }

  /// Whether events of a namespace belong into this log.
  boolean owns(String eventNamespace) {
    return eventNamespace.equals(namespace) || eventNamespace.equals(EVERYWHERE);
  }

  static String folderNames() {
    return Arrays.stream(values()).map(AuditedLog::folderName).collect(Collectors.joining(", "));
  }

  /// The log of a folder's name.
  public static Optional<AuditedLog> named(String folderName) {
    return Arrays.stream(values()).filter(log -> log.folderName().equals(folderName)).findFirst();
  }
}
