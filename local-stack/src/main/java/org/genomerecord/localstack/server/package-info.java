/// One class per kind of process the stack runs, and what they share: where their files come from,
/// how a process is started so that it outlives its launcher, and how it is recognised later.
@NullMarked
package org.genomerecord.localstack.server;

import org.jspecify.annotations.NullMarked;
