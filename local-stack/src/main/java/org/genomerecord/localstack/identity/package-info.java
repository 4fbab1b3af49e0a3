/// The people and laboratories of the local stack: the realm they live in, their keys and their
/// tokens.
@NullMarked
package org.genomerecord.localstack.identity;

import org.jspecify.annotations.NullMarked;
