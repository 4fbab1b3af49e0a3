package org.genomerecord.consent.fhir;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.genomerecord.record.event.DuoModifier;
import org.genomerecord.record.event.DuoPermission;
import org.genomerecord.record.event.ResearchUse;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/// The limit of research of a provision as an extension, as FHIR R4 has no element for it:
/// `permission` and `modifier` are codes of GA4GH's Data Use Ontology (DUO), `disease` is one of
/// MONDO.
final class FhirResearch {
  static final String URL = "urn:genome-record:research-use";
  static final String DUO = "http://purl.obolibrary.org/obo/duo.owl";
  static final String MONDO = "http://purl.obolibrary.org/obo/mondo.owl";

  private static final String PERMISSION = "permission";
  private static final String DISEASE = "disease";
  private static final String MODIFIER = "modifier";
  private static final String CODE = "code";
  private static final String VALUE = "value";

  private static final Map<String, DuoPermission> PERMISSIONS =
      Stream.of(DuoPermission.values())
          .collect(Collectors.toMap(DuoPermission::code, Function.identity()));
  private static final Map<String, DuoModifier> MODIFIERS =
      Stream.of(DuoModifier.values())
          .collect(Collectors.toMap(DuoModifier::code, Function.identity()));

  private FhirResearch() {}

  static Extension of(ResearchUse use) {
    var research = new Extension(URL);
    research.addExtension(PERMISSION, new Coding(DUO, use.permission().code(), null));
    use.diseases()
        .forEach(disease -> research.addExtension(DISEASE, new Coding(MONDO, disease, null)));
    use.modifiers()
        .forEach((modifier, values) -> {
          var condition = new Extension(MODIFIER);
          condition.addExtension(CODE, new Coding(DUO, modifier.code(), null));
          values.forEach(value -> condition.addExtension(VALUE, new StringType(value)));
          research.addExtension(condition);
        });
    return research;
  }

  /// @param path of the extension, for what cannot be honoured
  /// @throws NotHonoured if it is another extension, a code is unknown, or it does not say enough
  static ResearchUse read(Extension research, String path) {
    if (!research.getUrl().equals(URL) || research.hasValue()) {
      throw new NotHonoured(path, "what an extension means is not known here");
    }
    @Nullable DuoPermission permission = null;
    var diseases = new TreeSet<String>();
    var modifiers = new EnumMap<DuoModifier, Set<String>>(DuoModifier.class);
    for (int i = 0; i < research.getExtension().size(); i++) {
      var part = research.getExtension().get(i);
      var place = path + ".extension[" + i + "]";
      switch (part.getUrl()) {
        case PERMISSION -> {
          if (permission != null) {
            throw new NotHonoured(place, "research has one permission");
          }
          permission = known(PERMISSIONS, code(part.getValue(), DUO, place), place);
        }
        case DISEASE -> diseases.add(code(part.getValue(), MONDO, place));
        case MODIFIER -> modifier(part, place, modifiers);
        default -> throw new NotHonoured(place, "what an extension means is not known here");
      }
    }
    if (permission == null) {
      throw new NotHonoured(path, "research has a permission of DUO");
    }
    try {
      return new ResearchUse(permission, diseases, modifiers);
    } catch (IllegalArgumentException e) {
      throw new NotHonoured(path, String.valueOf(e.getMessage()));
    }
  }

  private static void modifier(
      Extension condition, String path, Map<DuoModifier, Set<String>> modifiers) {
    @Nullable DuoModifier modifier = null;
    var values = new TreeSet<String>();
    for (int i = 0; i < condition.getExtension().size(); i++) {
      var part = condition.getExtension().get(i);
      var place = path + ".extension[" + i + "]";
      if (part.getUrl().equals(CODE) && modifier == null) {
        modifier = known(MODIFIERS, code(part.getValue(), DUO, place), place);
      } else if (part.getUrl().equals(VALUE) && part.getValue() instanceof StringType value) {
        values.add(value.getValueNotNull());
      } else {
        throw new NotHonoured(place, "a modifier has one code, and values as strings");
      }
    }
    if (modifier == null || modifiers.put(modifier, values) != null) {
      throw new NotHonoured(path, "a modifier has a code, and stands once");
    }
  }

  private static String code(@Nullable Type value, String system, String path) {
    if (value instanceof Coding coding && system.equals(coding.getSystem()) && coding.hasCode()) {
      return coding.getCode();
    }
    throw new NotHonoured(path, "a code of " + system + " is expected");
  }

  private static <T> T known(Map<String, T> codes, String code, String path) {
    var known = codes.get(code);
    if (known == null) {
      throw new NotHonoured(path, "the code is not one of DUO that is known here");
    }
    return known;
  }
}
