package org.genomerecord.localstack.k8s;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Production names every image by digest. Until images are published the digest is all zeros,
/// which no registry can hold, and then the registry must be the reserved name `registry.example`
/// (RFC 2606): a placeholder cannot be mistaken for a release, nor half replaced. Elsewhere an
/// image carries a tag, and not `latest`.
final class Images implements Rule {
  private static final Pattern BY_DIGEST =
      Pattern.compile("[a-z0-9.-]+(:\\d+)?(/[a-z0-9._-]+)+@sha256:[0-9a-f]{64}");
  private static final Pattern BY_TAG =
      Pattern.compile("[a-z0-9.-]+(:\\d+)?(/[a-z0-9._-]+)+:(?!latest$)[\\w][\\w.-]{0,127}");
  private static final String PLACEHOLDER_REGISTRY = "registry.example/";
  private static final String PLACEHOLDER_DIGEST = "@sha256:" + "0".repeat(64);

  @Override
  public Stream<Finding> findings(Rendering rendering) {
    var isProduction = rendering.overlay().equals("production");
    return rendering
        .workloads()
        .flatMap(workload ->
            Rendering.containers(workload).stream()
                .flatMap(
                    container -> fault(String.valueOf(container.getImage()), isProduction).stream())
                .map(says -> rendering.finding("image", workload, says)));
  }

  private static Optional<String> fault(String image, boolean isProduction) {
    if (BY_DIGEST.matcher(image).matches()) {
      return image.startsWith(PLACEHOLDER_REGISTRY) == image.endsWith(PLACEHOLDER_DIGEST)
          ? Optional.empty()
          : Optional.of("half a placeholder: " + image);
    }
    if (isProduction) {
      return Optional.of("not named by digest: " + image);
    }
    return BY_TAG.matcher(image).matches()
        ? Optional.empty()
        : Optional.of("neither a digest nor a tag: " + image);
  }
}
