/// The published language: what can happen in each service, as sealed families of records.
///
/// A stored name never changes its meaning. The approved JSON of every event and version is a test
/// resource.
@NullMarked
package org.genomerecord.record.event;

import org.jspecify.annotations.NullMarked;
