/// How the gateway says no: RFC 9457 problems, and FHIR OperationOutcomes on `/fhir`.
@NullMarked
package org.genomerecord.gateway.problem;

import org.jspecify.annotations.NullMarked;
