/// Which paths exist and which service answers them, which headers pass, and the streaming exchange
/// with that service. What is not in [org.genomerecord.gateway.route.RouteTable] is not reachable.
@NullMarked
package org.genomerecord.gateway.route;

import org.jspecify.annotations.NullMarked;
