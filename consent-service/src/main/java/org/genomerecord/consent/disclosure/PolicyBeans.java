package org.genomerecord.consent.disclosure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.genomerecord.consent.provision.ProxyRules;

/// What others need of the policy that decides today.
@ApplicationScoped
class PolicyBeans {

  @Produces
  @Singleton
  ProxyRules proxyRules() {
    return Policies.current().rules().proxies();
  }
}
