/// Checks the Kubernetes manifests without a cluster: strict reading, a small rendering of the
/// overlays, and rules of our own over the result.
@NullMarked
package org.genomerecord.localstack.k8s;

import org.jspecify.annotations.NullMarked;
