package org.genomerecord.record.edge;

import java.util.List;
import java.util.Set;

/// The roles of the realm.
public final class Roles {
  public static final String LAB = "lab";
  public static final String CLINICIAN = "clinician";
  public static final String COUNSELLOR = "counsellor";
  public static final String PATIENT = "patient";
  public static final String COMPLIANCE_OFFICER = "compliance-officer";
  public static final String OPERATOR = "operator";

  /// Only the suite's own services.
  public static final String SERVICE = "service";

  /// Stands in events for a caller that has none of the roles.
  public static final String NONE = "none";

  private static final List<String> ORDER =
      List.of(SERVICE, LAB, COMPLIANCE_OFFICER, CLINICIAN, COUNSELLOR, OPERATOR, PATIENT);

  private Roles() {}

  /// All of them.
  public static List<String> all() {
    return ORDER;
  }

  public static boolean isRole(String name) {
    return ORDER.contains(name);
  }

  /// The role that a caller with these roles acts in: the first of the fixed order that it has.
  public static String actingRole(Set<String> roles) {
    return ORDER.stream().filter(roles::contains).findFirst().orElse(NONE);
  }
}
