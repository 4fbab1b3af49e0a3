package org.genomerecord.localstack.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class NamingAClientThatIsNotThereTest {
  private static JsonNode accounts() throws IOException {
    return new ObjectMapper()
        .readTree(
            """
            [{"username": "service-account-lab-south", "attributes": {"organisation": ["south-lab"]}},
             {"username": "service-account-lab-north", "attributes": {"organisation": ["north-lab"]}},
             {"username": "somebody"}]
            """);
  }

  @Test
  void whoNamesTheLaboratoryIsToldItsClient() throws IOException {
    assertThat(LabClients.whichThereAre("north-lab", accounts()))
        .isEqualTo("The laboratory north-lab has the client lab-north");
  }

  @Test
  void whoNamesNothingThatThereIsIsToldAll() throws IOException {
    assertThat(LabClients.whichThereAre("lab-west", accounts()))
        .isEqualTo("There are: lab-north, lab-south. ./genome labs add makes one.");
    assertThat(LabClients.whichThereAre("lab-west", new ObjectMapper().createArrayNode()))
        .isEqualTo("./genome labs add makes one.");
  }
}
