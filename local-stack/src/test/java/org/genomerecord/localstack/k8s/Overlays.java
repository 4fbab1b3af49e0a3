package org.genomerecord.localstack.k8s;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Renders every overlay below `k8s/overlays/` and notes what is unreadable, unlisted or absent.
final class Overlays {
  private static final String KUSTOMIZATION = "kustomization.yaml";

  private final Path root;
  private final List<Finding> findings = new ArrayList<>();
  private final Set<Path> visited = new HashSet<>();
  private boolean isEveryListRead = true;

  private Overlays(Path root) {
    this.root = root;
  }

  /// @param renderings one per overlay, by name
  /// @param findings what kept a file from being read or rendered, without repetition
  record Rendered(List<Rendering> renderings, List<Finding> findings) {}

  static Rendered render(Path root) {
    var overlays = new Overlays(root);
    var renderings = new ArrayList<Rendering>();
    for (var folder : folders(root.resolve("overlays"))) {
      renderings.add(overlays.rendering(folder));
    }
    overlays.unlisted();
    return new Rendered(List.copyOf(renderings), overlays.findings.stream().distinct().toList());
  }

  private Rendering rendering(Path folder) {
    var objects = objects(folder);
    var names = new HashSet<String>();
    for (var object : objects) {
      if (!names.add(Rendering.name(object))) {
        note("object-twice", folder, Rendering.name(object) + " is defined twice");
      }
      if (object.getMetadata().getNamespace() != null) {
        note("namespace-repeated", folder, Rendering.name(object) + " names a namespace itself");
      }
    }
    return new Rendering(folder.getFileName().toString(), namespace(folder), objects);
  }

  private String namespace(Path folder) {
    try {
      return StrictYaml.read(folder.resolve(KUSTOMIZATION), Kustomization.class).namespace();
    } catch (UnreadableManifest | UncheckedIOException _) {
      return ""; // already noted while the objects were read
    }
  }

  private List<HasMetadata> objects(Path folder) {
    var file = folder.resolve(KUSTOMIZATION);
    var objects = new ArrayList<HasMetadata>();
    if (!Files.isRegularFile(file)) {
      note("resource-absent", file, "no such kustomization");
      return objects;
    }
    visited.add(file.normalize());
    try {
      var kustomization = StrictYaml.read(file, Kustomization.class);
      if (!kustomization.isKustomization()) {
        note("unreadable", file, "not a Kustomization of kustomize.config.k8s.io/v1beta1");
      }
      if (new HashSet<>(kustomization.resources()).size() < kustomization.resources().size()) {
        note("listed-twice", file, "a resource is listed twice");
      }
      for (var resource : new LinkedHashSet<>(kustomization.resources())) {
        objects.addAll(resource(folder.resolve(resource).normalize()));
      }
      kustomization.images().forEach(image -> put(image, objects, file));
      kustomization.replicas().forEach(replicas -> put(replicas, objects, file));
    } catch (UnreadableManifest unreadable) {
      isEveryListRead = false;
      findings.add(unreadable.finding(where(file)));
    }
    return objects;
  }

  private List<HasMetadata> resource(Path path) {
    if (Files.isDirectory(path)) {
      return objects(path);
    }
    if (!Files.isRegularFile(path)) {
      note("resource-absent", path, "listed, but there is no such file");
      return List.of();
    }
    visited.add(path);
    try {
      return List.of(StrictYaml.object(path));
    } catch (UnreadableManifest unreadable) {
      findings.add(unreadable.finding(where(path)));
      return List.of();
    }
  }

  private void put(Kustomization.Image image, List<HasMetadata> objects, Path file) {
    var used = false;
    for (var object : objects) {
      if (object instanceof Deployment workload) {
        for (var container : Rendering.containers(workload)) {
          if (image.name().equals(container.getImage())) {
            container.setImage(image.reference());
            used = true;
          }
        }
      }
    }
    if (!used && findings.isEmpty()) { // an unread file may hold what it is for
      note("image-unmatched", file, "no container uses the image " + image.name());
    }
  }

  private void put(Kustomization.Replicas replicas, List<HasMetadata> objects, Path file) {
    var used = false;
    for (var object : objects) {
      if (object instanceof Deployment workload
          && replicas.name().equals(workload.getMetadata().getName())) {
        workload.getSpec().setReplicas(replicas.count());
        used = true;
      }
    }
    if (!used && findings.isEmpty()) { // an unread file may hold what it is for
      note("replicas-unmatched", file, "no Deployment is called " + replicas.name());
    }
  }

  private void unlisted() {
    if (!isEveryListRead) {
      return;
    }
    try (var files = Files.walk(root)) {
      files
          .filter(Files::isRegularFile)
          .map(Path::normalize)
          .filter(file -> !visited.contains(file))
          .filter(file -> !file.equals(root.resolve("README.md").normalize()))
          .forEach(file -> note("file-unlisted", file, "no kustomization lists this file"));
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
  }

  private void note(String rule, Path path, String says) {
    findings.add(new Finding(rule, where(path), says));
  }

  private String where(Path path) {
    return root.normalize().relativize(path.normalize()).toString();
  }

  private static List<Path> folders(Path parent) {
    try (var folders = Files.list(parent)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
  }
}
