package org.genomerecord.localstack.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.genomerecord.localstack.Stack;

/// What specs add to the realm of their own stack, and no realm that is handed out has: people with
/// the roles of machines, who so can be given any token, and applications with tokens of no use.
public final class SpecRealm {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SCOPE = "genome-record";
  private static final String AUDIENCE = "included.custom.audience";

  private final Tokens tokens;
  private final RealmAdmin realm;
  private final PatientAccounts accounts;

  public SpecRealm(Stack stack) {
    this.tokens = new Tokens(stack);
    this.realm = new RealmAdmin(stack);
    this.accounts = new PatientAccounts(stack);
  }

  /// Somebody with the password of the sample users.
  ///
  /// @return the name to sign in with
  public String account(String role, String organisation) {
    var name = role + "-" + UUID.randomUUID();
    var _ = accounts.create(name, role, Map.of("organisation", List.of(organisation)));
    return name;
  }

  /// The suite's own, with tokens that live for a second.
  ///
  /// @return its client id
  public String withShortLivedTokens() {
    var client = client("short-" + UUID.randomUUID());
    client.putArray("defaultClientScopes").add(SCOPE);
    client.putObject("attributes").put("access.token.lifespan", "1");
    return added(client);
  }

  /// Another application, whose tokens are those of the suite in everything but their audience.
  ///
  /// @return its client id, which is the audience, too
  public String anotherApplication() {
    var client = client("another-" + UUID.randomUUID());
    client.putArray("defaultClientScopes");
    var mappers = client.putArray("protocolMappers");
    for (var scope : realm.ask("GET", "/client-scopes", null)) {
      if (scope.path("name").asText().equals(SCOPE)) {
        for (JsonNode mapper : scope.path("protocolMappers")) {
          mappers.add(forAudience(client.path("clientId").asText(), mapper.deepCopy()));
        }
      }
    }
    return added(client);
  }

  private static ObjectNode client(String name) {
    var client = JsonNodeFactory.instance.objectNode();
    client.put("clientId", name);
    client.put("protocol", "openid-connect");
    client.put("publicClient", true);
    client.put("standardFlowEnabled", false);
    client.put("directAccessGrantsEnabled", true);
    client.put("fullScopeAllowed", true);
    client.putArray("optionalClientScopes");
    return client;
  }

  private static ObjectNode forAudience(String audience, ObjectNode mapper) {
    mapper.remove("id");
    if (mapper.path("config") instanceof ObjectNode config && config.has(AUDIENCE)) {
      config.put(AUDIENCE, audience);
    }
    return mapper;
  }

  private String added(ObjectNode client) {
    realm.ask("POST", "/clients", client);
    return client.path("clientId").asText();
  }

  /// An account's token of an application.
  public String token(String application, String account) {
    return tokens.password(application, account);
  }

  /// What a token says.
  public static ObjectNode claims(String token) {
    var payload = token.split("\\.", -1)[1];
    try {
      return (ObjectNode) JSON.readTree(Base64.getUrlDecoder().decode(payload));
    } catch (IOException e) {
      throw new IllegalArgumentException("no JWT", e);
    }
  }
}
