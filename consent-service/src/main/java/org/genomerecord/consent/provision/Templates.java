package org.genomerecord.consent.provision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/// The released templates, each a file. A changed one is the next version, in a file of its own.
final class Templates {
  /// Adding one is a line here, and its digest in the test that pins them.
  private static final List<String> FILES =
      List.of(
          "care-organisation-1",
          "pharmacogenomics-only-1",
          "research-general-1",
          "family-access-1",
          "no-secondary-findings-1",
          "never-apoe-htt-1",
          "never-this-person-1");

  private static final String ORGANISATION = "{organisation}";
  private static final String PERSON = "{person}";
  private static final String UNTIL = "{until}";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();
  private static final List<Template> ALL = FILES.stream().map(Templates::load).toList();

  private Templates() {}

  /// All released ones, every version.
  static List<Template> all() {
    return ALL;
  }

  /// @throws Refusal incorrect, if there is no template of this name, or not in this version
  static Template find(String name, @Nullable Integer version) {
    if (ALL.stream().noneMatch(template -> template.says().name().equals(name))) {
      throw new Refusal(
          Category.INCORRECT,
          "template-unknown",
          "there is no template of this name: see /consent-templates");
    }
    return ALL.stream()
        .filter(template -> template.says().name().equals(name))
        .filter(template -> Objects.equals(template.says().version(), version))
        .findFirst()
        .orElseThrow(() ->
            new Refusal(
                Category.INCORRECT,
                "template-version-unknown",
                "name the version that the patient was shown: see /consent-templates"));
  }

  /// What a template asks for: some of `organisations`, `persons`, `until`.
  static List<String> asks(Template template) {
    var text = template.says().provision().toString();
    var asked = new TreeSet<String>();
    Map.of(ORGANISATION, "organisations", PERSON, "persons", UNTIL, "until")
        .forEach((hole, name) -> {
          if (text.contains(hole)) {
            asked.add(name);
          }
        });
    return List.copyOf(asked);
  }

  /// The provision that the template means, filled in.
  ///
  /// @throws Refusal incorrect, if something is missing that it asks for, or something is given
  ///   that it does not ask for: the patient was shown something else
  static AskedProvision fill(Template template, Template.Filled filled) {
    var asked = asks(template);
    requireAsked(asked, "organisations", filled.organisations());
    requireAsked(asked, "persons", filled.persons());
    requireAsked(asked, "until", filled.until() == null ? null : List.of(filled.until()));
    try {
      return JSON.treeToValue(filledIn(template.says().provision(), filled), AskedProvision.class);
    } catch (JsonProcessingException _) {
      throw new Refusal(
          Category.INCORRECT,
          "template-filling",
          "an organisation or a person is named by its id: letters, digits and hyphens");
    }
  }

  private static void requireAsked(List<String> asked, String name, @Nullable List<String> values) {
    if (values != null && values.stream().anyMatch(Objects::isNull)) {
      throw new Refusal(Category.INCORRECT, "template-filling", name + ": a list holds a null");
    }
    boolean given = values != null && !values.isEmpty();
    if (given != asked.contains(name)) {
      throw new Refusal(
          Category.INCORRECT,
          "template-filling",
          given ? "this template does not ask for " + name : "this template asks for " + name);
    }
  }

  private static JsonNode filledIn(JsonNode node, Template.Filled filled) {
    if (node instanceof ObjectNode object) {
      var copy = JsonNodeFactory.instance.objectNode();
      object
          .properties()
          .forEach(field -> copy.set(field.getKey(), filledIn(field.getValue(), filled)));
      return copy;
    }
    if (node instanceof ArrayNode array) {
      var copy = JsonNodeFactory.instance.arrayNode();
      array.forEach(item -> {
        switch (item.path("id").asText()) {
          case ORGANISATION -> parties(copy, item, filled.organisations());
          case PERSON -> parties(copy, item, filled.persons());
          default -> copy.add(filledIn(item, filled));
        }
      });
      return copy;
    }
    return node.asText().equals(UNTIL) ? TextNode.valueOf(filled.until()) : node;
  }

  private static void parties(ArrayNode to, JsonNode party, @Nullable List<String> ids) {
    Objects.requireNonNull(ids, "asked for before")
        .forEach(id -> to.add(party.<ObjectNode>deepCopy().put("id", id)));
  }

  private static Template load(String file) {
    try (var in = Templates.class.getResourceAsStream("templates/" + file + ".json")) {
      if (in == null) {
        throw new IllegalStateException("the template " + file + " is missing");
      }
      var bytes = in.readAllBytes();
      return new Template(
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)),
          JSON.readValue(bytes, Template.Says.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
