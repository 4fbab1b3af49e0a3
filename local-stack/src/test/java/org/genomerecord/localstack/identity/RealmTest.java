package org.genomerecord.localstack.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.genomerecord.localstack.Stack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealmTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  @TempDir Path folder;

  private JsonNode filledIn() throws Exception {
    var secrets =
        Map.of("users", "pa\"ss", "ingestion-service", "one", "interpretation-service", "two");
    return JSON.readTree(Realm.filledIn(new Stack(folder, Map.of(), Map.of(), secrets)));
  }

  @Test
  void theReviewedFileHoldsNoSecret() throws Exception {
    JsonNode realm = JSON.readTree(Realm.reviewed());

    assertThat(realm.findValuesAsText("secret"))
        .isNotEmpty()
        .allMatch(text -> text.startsWith("@{"));
    assertThat(realm.findValuesAsText("jwks.string"))
        .hasSize(2)
        .allMatch(text -> text.startsWith("@{"));
    realm
        .path("users")
        .forEach(user ->
            user.path("credentials")
                .forEach(credential ->
                    assertThat(credential.path("value").textValue())
                        .isEqualTo("@{users.password}")));
  }

  @Test
  void everyPlaceholderIsFilledIn() throws Exception {
    assertThat(filledIn().toString()).doesNotContain("@{").contains("pa\\\"ss");
  }

  @Test
  void eachLaboratoryHasItsOwnPublicKey() throws Exception {
    var keyIds = new HashSet<String>();
    for (String jwks : filledIn().findValuesAsText("jwks.string")) {
      JsonNode key = JSON.readTree(jwks).path("keys").path(0);
      assertThat(key.has("d")).isFalse();
      keyIds.add(key.path("kid").textValue());
    }

    assertThat(keyIds)
        .containsExactlyInAnyOrder(
            LabKey.at(folder.resolve("keys/lab-north.pem")).keyId(),
            LabKey.at(folder.resolve("keys/lab-south.pem")).keyId());
  }

  @Test
  void theSampleUsersAreThoseOfTheFile() throws Exception {
    var users = new HashSet<SampleUser>();
    for (JsonNode user : JSON.readTree(Realm.reviewed()).path("users")) {
      if (!user.has("serviceAccountClientId")) {
        users.add(
            new SampleUser(
                user.path("username").textValue(),
                user.path("id").textValue(),
                user.path("realmRoles").path(0).textValue()));
      }
    }

    assertThat(users).isEqualTo(Set.copyOf(SampleUser.all()));
  }

  @Test
  void onlyServicesOfTheSuiteHaveTheServiceRole() throws Exception {
    var holders = new HashSet<String>();
    for (JsonNode user : JSON.readTree(Realm.reviewed()).path("users")) {
      if (user.path("realmRoles").toString().contains("\"service\"")) {
        holders.add(user.path("username").textValue());
      }
    }

    assertThat(holders)
        .containsExactlyInAnyOrder(
            "service-account-ingestion-service", "service-account-interpretation-service");
  }
}
