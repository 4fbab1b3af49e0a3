/// What the engineer on call does from a terminal, through the gateway and as an operator.
@NullMarked
package org.genomerecord.localstack.oncall;

import org.jspecify.annotations.NullMarked;
