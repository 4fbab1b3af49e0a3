package org.genomerecord.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.genomerecord.localstack.identity.Tokens;
import org.genomerecord.localstack.story.Door;
import org.junit.jupiter.api.Test;

class AskingAStackThatIsDownTest {
  private final Stack stack;

  AskingAStackThatIsDownTest() throws IOException {
    int nobody;
    try (var port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = port.getLocalPort();
    }
    stack =
        new Stack(
            Path.of("never-written"),
            Map.of("gateway", nobody, "keycloak", nobody),
            Map.of(),
            Map.of("users", "correct-horse"));
  }

  private static void saysHowToStart(ThrowingCallable asking) {
    assertThatThrownBy(asking)
        .isInstanceOfSatisfying(
            StackFault.class, fault -> assertThat(fault.remedy()).contains("./genome up"));
  }

  @Test
  void whoWantsATokenIsToldHowToStartIt() {
    saysHowToStart(() -> new Tokens(stack).user("olga"));
  }

  @Test
  void whoAsksTheGatewayIsToldHowToStartIt() {
    saysHowToStart(() -> new Door(stack.gateway()).get("/metadata", "token", Map.of()));
  }
}
