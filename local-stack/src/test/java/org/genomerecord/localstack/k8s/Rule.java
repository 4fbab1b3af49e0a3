package org.genomerecord.localstack.k8s;

import java.util.stream.Stream;

/// What schema validation cannot see. Pure: the same rendering gives the same findings.
@FunctionalInterface
interface Rule {
  Stream<Finding> findings(Rendering rendering);
}
