/// Whether a request carries an access token of this realm that is valid now and meant for this
/// suite.
@NullMarked
package org.genomerecord.gateway.identity;

import org.jspecify.annotations.NullMarked;
