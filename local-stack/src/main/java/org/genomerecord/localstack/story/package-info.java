/// The story `./genome demo` plays through the gateway.
@NullMarked
package org.genomerecord.localstack.story;

import org.jspecify.annotations.NullMarked;
