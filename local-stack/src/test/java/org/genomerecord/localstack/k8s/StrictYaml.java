package org.genomerecord.localstack.k8s;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Reads one YAML document as the API server would with strict field validation: unknown and
/// repeated fields are refused, and so is a number or a boolean where the API wants a string.
final class StrictYaml {
  // A kind is added here when a manifest needs it, together with the rules that look at it.
  private static final Map<String, Class<? extends HasMetadata>> KINDS =
      Map.of(
          "v1/ConfigMap", ConfigMap.class,
          "v1/Namespace", Namespace.class,
          "v1/PersistentVolumeClaim", PersistentVolumeClaim.class,
          "v1/Service", Service.class,
          "v1/ServiceAccount", ServiceAccount.class,
          "apps/v1/Deployment", Deployment.class,
          "networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class,
          "policy/v1/PodDisruptionBudget", PodDisruptionBudget.class);

  private static final ObjectMapper STRICT =
      YAMLMapper.builder(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(
              DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
              DeserializationFeature.FAIL_ON_IGNORED_PROPERTIES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .annotationIntrospector(new WithoutAnySetter())
          .withCoercionConfig(
              LogicalType.Textual,
              text -> {
                text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
              })
          .build();

  private StrictYaml() {}

  /// The models keep unknown fields in a map of additional properties. Without that setter an
  /// unknown field is an error at every depth.
  private static final class WithoutAnySetter extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return false;
    }
  }

  static HasMetadata object(Path file) throws UnreadableManifest {
    var tree = read(file, JsonNode.class);
    var kind = tree.path("apiVersion").asText() + "/" + tree.path("kind").asText();
    if (kind.equals("v1/Secret")) {
      throw new UnreadableManifest(
          "secret-committed", "a Secret is brought by the operator, never kept in this folder");
    }
    var model = KINDS.get(kind);
    if (model == null) {
      throw new UnreadableManifest("kind-unknown", kind + " is not a kind this check knows");
    }
    return read(file, model);
  }

  static <T> T read(Path file, Class<T> type) throws UnreadableManifest {
    try (var parser = STRICT.createParser(Files.readString(file))) {
      var value = STRICT.readValue(parser, type);
      if (value == null || parser.nextToken() != null) {
        throw new UnreadableManifest("one-object-per-file", "expected exactly one document");
      }
      return value;
    } catch (JsonProcessingException malformed) {
      var message = String.valueOf(malformed.getOriginalMessage()).lines().findFirst().orElse("");
      throw new UnreadableManifest("unreadable", message);
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
  }
}
