package org.genomerecord.localstack.identity;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.genomerecord.localstack.StackFault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddingALaboratoryAgainTest {
  private static final String KEYS = "{\"keys\":[{\"kid\":\"a\"}]}";
  private static final String ADDRESS = "https://lab.example.org/jwks";

  private static void add(
      @Nullable String before,
      @Nullable String beforeAt,
      @Nullable String now,
      @Nullable String at) {
    LabClients.requireSameKeys(
        LabClients.representation("north-lab", before, beforeAt),
        LabClients.representation("north-lab", now, at));
  }

  @Test
  void withTheSameKeysChangesNothing() {
    assertThatCode(() -> add(KEYS, null, "{ \"keys\": [ {\"kid\": \"a\"} ] }", null))
        .doesNotThrowAnyException();
    assertThatCode(() -> add(null, ADDRESS, null, ADDRESS)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"b,", ", https://lab.example.org/others"})
  void withOthersIsRefused(@Nullable String kid, @Nullable String at) {
    var now = kid == null ? null : "{\"keys\":[{\"kid\":\"" + kid + "\"}]}";

    assertThatThrownBy(() -> add(KEYS, null, now, at)).isInstanceOf(StackFault.class);
    assertThatThrownBy(() -> add(null, ADDRESS, now, at)).isInstanceOf(StackFault.class);
  }
}
