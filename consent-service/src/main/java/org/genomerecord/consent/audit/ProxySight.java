package org.genomerecord.consent.audit;

import java.util.Set;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.ProxyEvent.ProxyAppointed;

/// What who acts for a patient may see. The policy decides it; it stands here because the policy
/// itself asks the audit trail.
public interface ProxySight {
  /// The classes that the caller, appointed so, would be permitted to use now. Blocks.
  ///
  /// @return empty: none, or the appointment is over
  Set<DataClass> dataClasses(ProxyAppointed proxy);
}
