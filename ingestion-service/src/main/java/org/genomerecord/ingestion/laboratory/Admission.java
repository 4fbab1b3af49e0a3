package org.genomerecord.ingestion.laboratory;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.util.regex.Pattern;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.edge.RefusedAtTheDoor;
import org.genomerecord.record.event.LaboratoryId;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.refusal.RetryLater;
import org.jspecify.annotations.Nullable;

/// Whether the laboratory that asks may send something now. To be asked before anything of the body
/// is read. Blocks.
@RequestScoped
public class Admission {
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  private final Caller caller;
  private final Laboratories laboratories;
  private final Quotas quotas;
  private final LaboratoryLimits limits;
  private final RoutingContext request;

  Admission(
      Caller caller,
      Laboratories laboratories,
      Quotas quotas,
      LaboratoryLimits limits,
      RoutingContext request) {
    this.caller = caller;
    this.laboratories = laboratories;
    this.quotas = quotas;
    this.limits = limits;
    this.request = request;
  }

  /// Admits who is onboarded and not suspended, whatever it sends and however much.
  ///
  /// @throws Refusal forbidden, on record
  public Admitted laboratory() {
    var organisation = caller.actor().organisation();
    if (organisation == null) {
      throw new Refusal(Category.FORBIDDEN, "no-organisation", "your token names no organisation");
    }
    LaboratoryId id;
    try {
      id = new LaboratoryId(organisation);
    } catch (IllegalArgumentException _) {
      throw unknown();
    }
    return switch (laboratories.find(id)) {
      case Laboratory.Unknown() -> throw unknown();
      case Laboratory.Onboarded(_, var terms, var suspended, _) -> {
        if (suspended != null) {
          throw refused(
              "laboratory-suspended", "your laboratory is suspended (%s)".formatted(suspended));
        }
        yield new Admitted(id, terms, quotas, declaredBytes());
      }
    };
  }

  private static Refusal unknown() {
    return refused("laboratory-unknown", "your laboratory is not onboarded");
  }

  static Refusal refused(String code, String message) {
    return new RefusedAtTheDoor(
        Category.FORBIDDEN, code, message + "; the operator can tell you more", null);
  }

  /// As above, for what is of patients: not from the sandbox.
  ///
  /// @throws Refusal as above; unsupported, if the laboratory is in the sandbox
  public Admitted ofPatients() {
    return laboratory().requireOutsideSandbox();
  }

  /// As [#laboratory], of one submission that counts: within the terms and the quota. The answer,
  /// whatever it will be, says what is left of that.
  ///
  /// @param testCode code of the test directory, if the submission names one; it has to where the
  ///   terms name codes
  /// @throws Refusal forbidden, on record; busy, if the quota is used up
  public Admitted submission(@Nullable String testCode) {
    var admitted = laboratory().requireTest(testCode);
    take(admitted, admitted.declaredBytes());
    return admitted;
  }

  /// As above, of a message that says itself of which test it is: that is to be asked once it is
  /// read, with [Admitted#requireTest].
  ///
  /// @throws Refusal forbidden, on record; busy, if the quota is used up
  public Admitted message() {
    var admitted = laboratory();
    take(admitted, admitted.declaredBytes());
    return admitted;
  }

  /// As above, of a submission that is to come in pieces; they count now, all together.
  ///
  /// @param lengthBytes of the whole file
  /// @param testCode as above
  /// @throws Refusal as above; unsupported, if the laboratory is in the sandbox
  public Admitted upload(long lengthBytes, @Nullable String testCode) {
    var admitted = ofPatients().requireTest(testCode);
    take(admitted, lengthBytes);
    return admitted;
  }

  /// As above, of a file that is in the vault already, and is taken in once more. Its test was
  /// asked for when it came.
  ///
  /// @param lengthBytes of the whole file
  /// @throws Refusal as above
  public Admitted moved(long lengthBytes) {
    var admitted = ofPatients();
    take(admitted, lengthBytes);
    return admitted;
  }

  private void take(Admitted admitted, long bytes) {
    var quota = Quota.of(admitted.terms(), limits.standard());
    if (bytes > quota.bytesPerDay()) {
      throw new Refusal(
          Category.UNSUPPORTED,
          "larger-than-quota",
          "this is larger than all that your laboratory may send in a day");
    }
    var taken = quotas.take(admitted.laboratory(), quota, bytes);
    request.response().putHeader("RateLimit-Policy", taken.left().policy());
    request.response().putHeader("RateLimit", taken.left().left());
    if (taken.exceeded() != null) {
      throw new RetryLater(
          "quota-exceeded",
          "the quota of your laboratory is used up for now: " + taken.exceeded(),
          taken.retrySeconds());
    }
  }

  private long declaredBytes() {
    var length = request.request().getHeader("Content-Length");
    return length != null && LENGTH.matcher(length).matches() ? Long.parseLong(length) : 0;
  }
}
