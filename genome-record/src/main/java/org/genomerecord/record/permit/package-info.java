/// No permit, no key: how a service asks consent-service for a decision, and what it gets.
@NullMarked
package org.genomerecord.record.permit;

import org.jspecify.annotations.NullMarked;
