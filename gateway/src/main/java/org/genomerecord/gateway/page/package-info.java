/// What the gateway answers by itself: the start page and the OpenAPI document.
@NullMarked
package org.genomerecord.gateway.page;

import org.jspecify.annotations.NullMarked;
