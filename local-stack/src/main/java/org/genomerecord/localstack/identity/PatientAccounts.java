package org.genomerecord.localstack.identity;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.genomerecord.localstack.Stack;

/// Accounts for patients at the stack's Keycloak, with the password of the sample users.
public final class PatientAccounts {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Stack stack;
  private final RealmAdmin realm;

  public PatientAccounts(Stack stack) {
    this.stack = stack;
    this.realm = new RealmAdmin(stack);
  }

  /// Makes one.
  ///
  /// @param name to sign in with
  /// @return the `sub` of the new account
  public String create(String name) {
    return create(name, "patient", Map.of());
  }

  /// As above, with another role, and attributes that tokens carry.
  String create(String name, String role, Map<String, List<String>> attributes) {
    realm.ask(
        "POST",
        "/users",
        JSON.valueToTree(
            Map.of(
                "username",
                name,
                "enabled",
                true,
                "emailVerified",
                true,
                "firstName",
                "Synthia",
                "lastName",
                "Testcase",
                "email",
                name + "@example.org",
                "attributes",
                attributes,
                "credentials",
                List.of(
                    Map.of(
                        "type", "password", "value", stack.userPassword(), "temporary", false)))));
    var found = realm.ask("GET", "/users?exact=true&username=" + RealmAdmin.encoded(name), null);
    var subject = found.get(0).path("id").asText();
    var roles = JSON.createArrayNode().add(realm.ask("GET", "/roles/" + role, null));
    realm.ask("POST", "/users/" + subject + "/role-mappings/realm", roles);
    return subject;
  }
}
