package org.genomerecord.ledger.audit;

import static org.genomerecord.ledger.audit.KnownEvent.PROVISION;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.genomerecord.ledger.audit.Provision.Actor;
import org.genomerecord.ledger.text.Malformed;
import org.genomerecord.ledger.text.Timestamp;
import org.jspecify.annotations.Nullable;

/// Reads the provision of a consent that was granted. Strict: what is not understood could be a
/// limit, or an exception. Pure.
final class ProvisionReading {
  /// Rules of one consent, exceptions and their exceptions included.
  static final int RULES_MAX = 500;

  /// A rule without exceptions has depth 1.
  static final int DEPTH_MAX = 8;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY).build();
  private static final Set<String> OF_A_RULE =
      Set.of(
          "type",
          "actors",
          "purposesOfUse",
          "researchUse",
          "actions",
          "dataClasses",
          "from",
          "until",
          "provisions");
  private static final Set<String> OF_RESEARCH = Set.of("permission", "diseases", "modifiers");
  private static final Set<String> OF_AN_ACTOR = Set.of("kind", "id");

  private final boolean limitsResearch;
  private int rules;

  private ProvisionReading(boolean limitsResearch) {
    this.limitsResearch = limitsResearch;
  }

  /// @param granted of type [KnownEvent#GRANTED], of any version
  /// @throws Malformed if it is no provision
  static Provision of(AuditedEvent granted) {
    return switch (granted.kind().version()) {
      case "1" -> version1(granted);
      case "2" -> new ProvisionReading(false).read(granted.text(PROVISION));
      default -> tree(granted.text(PROVISION));
    };
  }

  /// One rule that permits, for one purpose, to organisations only.
  private static Provision version1(AuditedEvent granted) {
    return new Provision(
        Provision.Type.PERMIT,
        granted.texts("provision.organisations").stream()
            .map(id -> new Actor(Actor.Kind.ORGANISATION, id))
            .toList(),
        List.of(granted.text("provision.purposeOfUse")),
        null,
        granted.texts("provision.actions"),
        granted.texts("provision.dataClasses"),
        Timestamp.parse(granted.text("provision.from")),
        Timestamp.parse(granted.text("provision.until")),
        List.of());
  }

  /// @param json the rule, with its exceptions in it
  /// @throws Malformed if it is no provision
  static Provision tree(String json) {
    return new ProvisionReading(true).read(json);
  }

  private Provision read(String json) {
    try {
      return rule(JSON.readTree(json), 1);
    } catch (JsonProcessingException _) {
      // What Jackson says quotes the text.
      throw new Malformed("the provision is not JSON, or a field stands twice in a rule");
    }
  }

  private Provision rule(JsonNode rule, int depth) {
    rules++;
    if (rules > RULES_MAX || depth > DEPTH_MAX) {
      throw new Malformed("a consent has at most 500 rules, 8 deep");
    }
    requireKnown(rule, OF_A_RULE);
    if (!limitsResearch && rule.has("researchUse")) {
      throw new Malformed("a rule of version 2 has no limit of research");
    }
    return new Provision(
        type(text(rule.path("type"))),
        list(rule.path("actors"), ProvisionReading::actor),
        list(rule.path("purposesOfUse"), ProvisionReading::text),
        research(rule.path("researchUse")),
        list(rule.path("actions"), ProvisionReading::text),
        list(rule.path("dataClasses"), ProvisionReading::text),
        time(rule.path("from")),
        time(rule.path("until")),
        list(rule.path("provisions"), exception -> rule(exception, depth + 1)));
  }

  private static Actor actor(JsonNode actor) {
    requireKnown(actor, OF_AN_ACTOR);
    return new Actor(kind(text(actor.path("kind"))), text(actor.path("id")));
  }

  private static @Nullable ResearchLimit research(JsonNode research) {
    if (research.isMissingNode() || research.isNull()) {
      return null;
    }
    requireKnown(research, OF_RESEARCH);
    var permission = text(research.path("permission"));
    var modifiers = new HashMap<String, List<String>>();
    research
        .path("modifiers")
        .properties()
        .forEach(
            each -> modifiers.put(each.getKey(), list(each.getValue(), ProvisionReading::text)));
    if (!ResearchLimit.isPermission(permission)
        || !modifiers.keySet().stream().allMatch(ResearchLimit::isModifier)) {
      throw new Malformed("a limit of research has a term that this program does not know");
    }
    if (!research.path("modifiers").isObject()) {
      throw new Malformed("a limit of research has something else where its modifiers belong");
    }
    return new ResearchLimit(
        permission, Set.copyOf(list(research.path("diseases"), ProvisionReading::text)), modifiers);
  }

  private static void requireKnown(JsonNode object, Set<String> fields) {
    if (!object.isObject()) {
      throw new Malformed("a rule or an actor is not a JSON object");
    }
    object
        .fieldNames()
        .forEachRemaining(name -> {
          if (!fields.contains(name)) {
            throw new Malformed("a rule or an actor has a field that this program does not know");
          }
        });
  }

  private static Provision.Type type(String code) {
    return switch (code) {
      case "permit" -> Provision.Type.PERMIT;
      case "deny" -> Provision.Type.DENY;
      default -> throw new Malformed("a rule neither permits nor denies");
    };
  }

  private static Actor.Kind kind(String code) {
    return switch (code) {
      case "person" -> Actor.Kind.PERSON;
      case "role" -> Actor.Kind.ROLE;
      case "organisation" -> Actor.Kind.ORGANISATION;
      case "care-team" -> Actor.Kind.CARE_TEAM;
      case "application" -> Actor.Kind.APPLICATION;
      default -> throw new Malformed("an actor is of no kind that this program knows");
    };
  }

  private static <T> List<T> list(JsonNode list, Function<JsonNode, T> each) {
    if (!list.isArray() && !list.isMissingNode()) {
      throw new Malformed("a rule has something else where a list belongs");
    }
    var values = new ArrayList<T>(list.size());
    list.forEach(value -> values.add(each.apply(value)));
    return values;
  }

  private static String text(JsonNode text) {
    if (!text.isTextual()) {
      throw new Malformed("a rule or an actor has something else where a text belongs");
    }
    return text.asText();
  }

  private static @Nullable Instant time(JsonNode time) {
    return time.isMissingNode() || time.isNull() ? null : Timestamp.parse(text(time));
  }
}
