/// The only public door: every request is checked here (path, method, size, access token), marked
/// with a request id and a trace, and streamed to the one service that answers it.
///
/// Roles and consent are not decided here: the services decide them, so that refusals are recorded.
@NullMarked
package org.genomerecord.gateway;

import org.jspecify.annotations.NullMarked;
