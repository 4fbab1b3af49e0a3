package org.genomerecord.localstack.k8s;

import java.util.List;

/// The part of `kustomization.yaml` that these manifests use (kustomize.config.k8s.io/v1beta1). Any
/// other field is refused, so that nothing is applied to a cluster which this check left out.
record Kustomization(
    String apiVersion,
    String kind,
    String namespace,
    List<String> resources,
    List<Image> images,
    List<Replicas> replicas) {

  Kustomization {
    apiVersion = apiVersion == null ? "" : apiVersion;
    kind = kind == null ? "" : kind;
    namespace = namespace == null ? "" : namespace;
    resources = resources == null ? List.of() : List.copyOf(resources);
    images = images == null ? List.of() : List.copyOf(images);
    replicas = replicas == null ? List.of() : List.copyOf(replicas);
  }

  boolean isKustomization() {
    return apiVersion.equals("kustomize.config.k8s.io/v1beta1") && kind.equals("Kustomization");
  }

  /// Replaces the image called `name`; a digest wins over a tag.
  record Image(String name, String newName, String newTag, String digest) {
    Image {
      name = name == null ? "" : name;
      newName = newName == null || newName.isEmpty() ? name : newName;
      newTag = newTag == null ? "" : newTag;
      digest = digest == null ? "" : digest;
    }

    String reference() {
      if (!digest.isEmpty()) {
        return newName + "@" + digest;
      }
      return newTag.isEmpty() ? newName : newName + ":" + newTag;
    }
  }

  record Replicas(String name, int count) {
    Replicas {
      name = name == null ? "" : name;
    }
  }
}
