/// Everything on one machine without Docker: starts, stops and describes the servers and services
/// as separate processes on loopback, for people, system specs, fault tests and benchmarks.
@NullMarked
package org.genomerecord.localstack;

import org.jspecify.annotations.NullMarked;
