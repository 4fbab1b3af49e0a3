package org.genomerecord.record.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.genomerecord.record.sourcing.EventJson;

class IdentifiersTest {

  @Property(tries = 200)
  void lettersDigitsAndHyphensMakeAnIdentifier(
      @ForAll @AlphaChars @NumericChars @Chars('-') @StringLength(min = 1, max = 64) String value) {
    assertThat(new Pseudonym(value)).hasToString(value);
    assertThat(EventJson.read(EventJson.write(new ConsentId(value)), ConsentId.class))
        .isEqualTo(new ConsentId(value));
  }

  @Property(tries = 200)
  void anythingElseIsRefusedAndNotRepeated(
      @ForAll @StringLength(max = 10) String before,
      @ForAll @Chars({':', '/', ' ', '\0', '\n', 'é', '|'}) char odd) {
    var value = before + odd;

    assertThatThrownBy(() -> new AccessionId(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an identifier is 1 to 64 letters, digits and hyphens");
  }

  @Example
  void emptyAndTooLongAreRefused() {
    assertThatThrownBy(() -> new CallSetId("")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CallSetId("a".repeat(65)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new LaboratoryId("north lab"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Example
  void storedCodesAreThoseOfTheJson() {
    for (var action : Action.values()) {
      assertThat(EventJson.write(action)).isEqualTo('"' + action.code() + '"');
    }
    for (var dataClass : DataClass.values()) {
      assertThat(EventJson.write(dataClass)).isEqualTo('"' + dataClass.code() + '"');
    }
    for (var permission : DuoPermission.values()) {
      assertThat(EventJson.write(permission)).isEqualTo('"' + permission.code() + '"');
    }
    for (var modifier : DuoModifier.values()) {
      assertThat(EventJson.write(modifier)).isEqualTo('"' + modifier.code() + '"');
    }
    for (var obligation : Obligation.values()) {
      assertThat(EventJson.write(obligation)).isEqualTo('"' + obligation.code() + '"');
    }
    assertThat(EventJson.write(ProvisionType.values())).isEqualTo("[\"permit\",\"deny\"]");
    assertThat(EventJson.write(Party.Kind.values()))
        .isEqualTo("[\"person\",\"role\",\"organisation\",\"care-team\",\"application\"]");
    assertThat(EventJson.write(InterpretationEvent.Reason.values()))
        .isEqualTo(
            "[\"knowledge-release\",\"outside-calls\",\"result-withdrawn\",\"result-corrected\"]");
    for (var reason : AccessionEvent.WithdrawalReason.values()) {
      assertThat(EventJson.write(reason)).isEqualTo('"' + reason.code() + '"');
    }
    assertThat(EventJson.write(InterpretationEvent.Difference.values()))
        .isEqualTo("[\"diplotype\",\"phenotype\",\"certainty\",\"recommendation\"]");
    assertThat(EventJson.write(InterpretationEvent.RecontactOutcome.values()))
        .isEqualTo("[\"contacted\",\"not-needed\",\"not-reached\",\"declined\"]");
    assertThat(EventJson.write(ProxyEvent.Kind.values()))
        .isEqualTo("[\"guardian\",\"representative\"]");
    assertThat(EventJson.write(Obligation.values()))
        .isEqualTo(
            "[\"review-emergency-access\",\"notify-patient\",\"document-ethics-approval\","
                + "\"publish-results\",\"collaborate\",\"observe-moratorium\","
                + "\"end-use-in-time\",\"return-results\"]");
  }

  @Example
  void aKeyGenerationStartsAtOne() {
    assertThatThrownBy(() -> new Sealed(new UUID(0, 1), 0, ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Example
  void aVaultFileIsNamedByASha256() {
    assertThatThrownBy(() -> new VaultFile("../etc/passwd", 1, 1, "b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("passwd");
  }
}
