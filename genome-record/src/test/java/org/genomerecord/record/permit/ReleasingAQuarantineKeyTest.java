package org.genomerecord.record.permit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.genomerecord.record.edge.Problem;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.sourcing.EventJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReleasingAQuarantineKeyTest {

  /// consent-service, which refuses.
  private record Refusing(int status, String body) implements QuarantineKeysApi {
    static Refusing as(Category category, String code) {
      var problem = Problem.of(category, code, "a sentence", null);
      return new Refusing(problem.status(), EventJson.write(problem));
    }

    private WebApplicationException refusal() {
      return new WebApplicationException(Response.status(status).entity(body).build());
    }

    @Override
    public String make(String sealTo, String decision, QuarantineNames names) {
      throw refusal();
    }

    @Override
    public QuarantineReleaseAnswer release(
        String sealTo, String decision, QuarantineRelease release) {
      throw refusal();
    }

    @Override
    public void destroy(String decision) {
      throw refusal();
    }
  }

  private static void assertReleaseRefused(Category category, String code, Refusing consent) {
    var release =
        new QuarantineRelease(new PatientIdentifier("urn:oid:2.999.1", "1"), false, "t", "r");
    assertThatThrownBy(() -> new QuarantineKeys(consent).release(new DecisionId("d"), release))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.category()).isEqualTo(category);
              assertThat(refusal.code()).isEqualTo(code);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "UNSUPPORTED, patient-differs",
    "UNSUPPORTED, file-names-patient",
    "CONFLICT, quarantine-key-destroyed",
    "INCORRECT, subject-token",
    "FORBIDDEN, not-a-counsellor"
  })
  void whatIsWrongWithTheReleaseIsToldAsItIs(Category category, String code) {
    assertReleaseRefused(category, code, Refusing.as(category, code));
  }

  /// Of the service's own token or request, of which nobody who releases can be told.
  @ParameterizedTest
  @CsvSource({
    "FORBIDDEN, wrong-role",
    "NOT_FOUND, decision-unknown",
    "INCORRECT, key-sealed-to",
    "FAULT, fault"
  })
  void whatIsWrongBetweenTheServicesIsNoAnswer(Category category, String code) {
    assertReleaseRefused(Category.UNAVAILABLE, "no-decision", Refusing.as(category, code));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "{\"status\":422}"})
  void whatIsNoProblemIsNoAnswer(String body) {
    assertReleaseRefused(Category.UNAVAILABLE, "no-decision", new Refusing(422, body));
  }

  /// That a key may not be made is the service's to know: it has just been refused itself.
  @Test
  void aKeyThatIsNotMadeIsNoAnswer() {
    var consent = Refusing.as(Category.FORBIDDEN, "no-quarantine");
    var names = new QuarantineNames(List.of(new PatientIdentifier("urn:oid:2.999.1", "1")), false);

    assertThatThrownBy(() -> new QuarantineKeys(consent).make(new DecisionId("d"), names))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.category()).isEqualTo(Category.UNAVAILABLE));
  }
}
