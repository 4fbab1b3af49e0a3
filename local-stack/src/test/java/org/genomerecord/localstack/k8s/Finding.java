package org.genomerecord.localstack.k8s;

/// One thing wrong with the manifests.
///
/// @param rule stable name of the rule, lower case with hyphens, such as `probe-port`
/// @param where the file or object, such as `production Deployment/gateway`
/// @param says one sentence for the person who will repair it
record Finding(String rule, String where, String says) {
  @Override
  public String toString() {
    return rule + " · " + where + " · " + says;
  }
}
