package org.genomerecord.localstack.identity;

import java.util.List;

/// The people of the local stack; who they are is fixed in the realm file, their common password is
/// generated.
///
/// @param name to sign in with
/// @param subject the `sub` of their tokens
/// @param role what they may do
public record SampleUser(String name, String subject, String role) {
  public static final SampleUser DR_GREY = clinician(1, "dr-grey");
  public static final SampleUser DR_HILL = clinician(2, "dr-hill");
  public static final SampleUser CAROL = new SampleUser("carol", subject(3), "counsellor");
  public static final SampleUser PAT = new SampleUser("pat", subject(4), "patient");
  public static final SampleUser QUINN = new SampleUser("quinn", subject(5), "patient");
  public static final SampleUser OLGA = new SampleUser("olga", subject(6), "compliance-officer");
  public static final SampleUser OSCAR = new SampleUser("oscar", subject(7), "operator");

  /// All of them.
  public static List<SampleUser> all() {
    return List.of(DR_GREY, DR_HILL, CAROL, PAT, QUINN, OLGA, OSCAR);
  }

  private static SampleUser clinician(int number, String name) {
    return new SampleUser(name, subject(number), "clinician");
  }

  private static String subject(int number) {
    return "00000000-0000-4000-8000-%012d".formatted(number);
  }
}
