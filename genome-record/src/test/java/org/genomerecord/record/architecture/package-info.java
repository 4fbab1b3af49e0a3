/// The rules of architecture and tidiness that every module of the suite is tested by, each with a
/// proof that it can fail.
@NullMarked
package org.genomerecord.record.architecture;

import org.jspecify.annotations.NullMarked;
