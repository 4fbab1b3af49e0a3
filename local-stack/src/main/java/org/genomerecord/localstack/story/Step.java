package org.genomerecord.localstack.story;

/// One step of the story and what came of it.
///
/// @param number such as `4b`
/// @param title who does what
/// @param outcome what the suite answered, without patient data beyond the synthetic sample's
/// @param asTold whether it went as the story says
/// @param millis elapsed
public record Step(String number, String title, String outcome, boolean asTold, long millis) {}
