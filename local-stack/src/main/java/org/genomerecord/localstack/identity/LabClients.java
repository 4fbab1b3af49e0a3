package org.genomerecord.localstack.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.genomerecord.localstack.Stack;
import org.genomerecord.localstack.StackFault;
import org.jspecify.annotations.Nullable;

/// The clients of laboratories in the stack's Keycloak, through its admin API: who a laboratory is
/// and which keys it signs with (ADR 0035).
public final class LabClients {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String JWKS = "jwks.string";

  /// How Keycloak begins the name of a client's own account.
  private static final String ACCOUNT = "service-account-";

  private static final int ACCOUNTS_MAX = 1_000;

  private final RealmAdmin realm;

  public LabClients(Stack stack) {
    this.realm = new RealmAdmin(stack);
  }

  /// Makes a client that signs assertions with these keys, and acts for an organisation as `lab`.
  /// Whoever has the client with these keys already keeps it.
  ///
  /// @param client its id
  /// @param organisation the laboratory
  /// @param jwks JWK Set with public keys, or null with an address of one
  /// @param jwksUrl where the laboratory publishes its keys, or null
  /// @throws StackFault if the client is there with other keys
  public void add(
      String client, String organisation, @Nullable String jwks, @Nullable String jwksUrl) {
    var wanted = representation(client, jwks, jwksUrl);
    if (realm.ask("GET", "/clients?clientId=" + RealmAdmin.encoded(client), null).isEmpty()) {
      realm.ask("POST", "/clients", wanted);
    } else {
      requireSameKeys(client(client), wanted);
    }
    var user = realm.ask("GET", "/clients/" + id(client) + "/service-account-user", null);
    var account = "/users/" + user.path("id").asText();
    ((ObjectNode) user).putObject("attributes").putArray("organisation").add(organisation);
    realm.ask("PUT", account, user);
    var roles = JSON.createArrayNode();
    roles.add(realm.ask("GET", "/roles/lab", null));
    realm.ask("POST", account + "/role-mappings/realm", roles);
  }

  /// Other keys are never put in the place of those that a laboratory signs with.
  static void requireSameKeys(ObjectNode there, ObjectNode wanted) {
    if (!keySource(there).equals(keySource(wanted))) {
      throw new StackFault(
          "The client " + wanted.path("clientId").asText() + " is there with other keys",
          "./genome labs rotate-key adds its next one.");
    }
  }

  /// Where its keys are, or else the keys.
  private static JsonNode keySource(ObjectNode client) {
    var attributes = client.path("attributes");
    var at = attributes.path("jwks.url").asText();
    return at.isEmpty()
        ? checked(attributes.path(JWKS).asText()).path("keys")
        : JsonNodeFactory.instance.textNode(at);
  }

  static ObjectNode representation(String client, @Nullable String jwks, @Nullable String jwksUrl) {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("clientId", client);
    json.put("protocol", "openid-connect");
    json.put("publicClient", false);
    json.put("standardFlowEnabled", false);
    json.put("directAccessGrantsEnabled", false);
    json.put("serviceAccountsEnabled", true);
    json.put("fullScopeAllowed", true);
    json.put("clientAuthenticatorType", "client-jwt");
    json.putArray("defaultClientScopes").add("genome-record");
    json.putArray("optionalClientScopes");
    var attributes = json.putObject("attributes");
    attributes.put("token.endpoint.auth.signing.alg", "ES384");
    attributes.put("use.refresh.tokens", "false");
    attributes.put("client_credentials.use_refresh_token", "false");
    if (jwksUrl == null) {
      attributes.put("use.jwks.string", "true");
      attributes.put(JWKS, checked(jwks == null ? "" : jwks).toString());
    } else {
      attributes.put("use.jwks.url", "true");
      attributes.put("jwks.url", jwksUrl);
    }
    return json;
  }

  /// The ids (`kid`) of the keys that a client may sign with.
  public List<String> keys(String client) {
    return StreamSupport.stream(keysOf(client(client)).spliterator(), false)
        .map(key -> key.path("kid").asText())
        .toList();
  }

  /// Adds keys to those that a client may sign with: the ones before go on working.
  public void addKeys(String client, String jwks) {
    var kept = new ArrayList<JsonNode>();
    keysOf(client(client)).forEach(kept::add);
    for (var key : checked(jwks).path("keys")) {
      kept.removeIf(one -> one.path("kid").equals(key.path("kid")));
      kept.add(key);
    }
    write(client, kept);
  }

  /// Takes a key from those that a client may sign with. The last one stays.
  public void removeKey(String client, String kid) {
    var kept = new ArrayList<JsonNode>();
    keysOf(client(client)).forEach(kept::add);
    if (!kept.removeIf(key -> key.path("kid").asText().equals(kid))) {
      throw new StackFault(
          "The client " + client + " has no key " + kid, "./genome labs keys " + client);
    }
    if (kept.isEmpty()) {
      throw new StackFault(
          "That is the last key of " + client,
          "Add the next one first, or suspend the laboratory.");
    }
    write(client, kept);
  }

  private void write(String client, List<JsonNode> keys) {
    var set = JsonNodeFactory.instance.objectNode();
    set.putArray("keys").addAll(keys);
    var representation = client(client);
    ((ObjectNode) representation.path("attributes")).put(JWKS, set.toString());
    realm.ask("PUT", "/clients/" + representation.path("id").asText(), representation);
  }

  private static ArrayNode keysOf(ObjectNode client) {
    var set = client.path("attributes").path(JWKS).asText();
    if (set.isEmpty()) {
      throw new StackFault(
          "That client publishes its keys at an address of its own", "It rotates them there.");
    }
    return (ArrayNode) checked(set).path("keys");
  }

  private static JsonNode checked(String jwks) {
    try {
      var set = JSON.readTree(jwks);
      if (set.path("keys").isArray()
          && !set.path("keys").isEmpty()
          && StreamSupport.stream(set.path("keys").spliterator(), false)
              .allMatch(key -> key.hasNonNull("kid") && !key.has("d"))) {
        return set;
      }
    } catch (IOException _) {
      // As below.
    }
    throw new StackFault(
        "That is no JWK Set of public keys",
        "It has at least one key, each with a kid and without its private part (RFC 7517).");
  }

  private String id(String client) {
    return client(client).path("id").asText();
  }

  private ObjectNode client(String client) {
    var found = realm.ask("GET", "/clients?clientId=" + RealmAdmin.encoded(client), null);
    if (found.size() != 1) {
      var accounts = realm.ask("GET", "/roles/lab/users?max=" + ACCOUNTS_MAX, null);
      throw new StackFault("There is no client " + client, whichThereAre(client, accounts));
    }
    return (ObjectNode) found.get(0);
  }

  /// Whoever names a laboratory in the place of its client is told that.
  ///
  /// @param accounts of all laboratories' clients
  static String whichThereAre(String laboratory, JsonNode accounts) {
    var ofLaboratory = clients(accounts, account -> organisations(account).contains(laboratory));
    if (!ofLaboratory.isEmpty()) {
      return "The laboratory " + laboratory + " has the client " + ofLaboratory;
    }
    var all = clients(accounts, _ -> true);
    return (all.isEmpty() ? "" : "There are: " + all + ". ") + "./genome labs add makes one.";
  }

  private static String clients(JsonNode accounts, Predicate<JsonNode> which) {
    return StreamSupport.stream(accounts.spliterator(), false)
        .filter(which)
        .map(account -> account.path("username").asText())
        .filter(name -> name.startsWith(ACCOUNT))
        .map(name -> name.substring(ACCOUNT.length()))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static List<String> organisations(JsonNode account) {
    return StreamSupport.stream(
            account.path("attributes").path("organisation").spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }
}
