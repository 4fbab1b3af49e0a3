package org.genomerecord.record.event;

import java.util.List;

/// A rule of a consent that decided about some classes of data.
///
/// @param rule its place in the consent, as a JSON pointer (RFC 6901) over the exceptions alone:
///   empty for the first rule, `/2/0` for the first exception to its third exception
/// @param says what the rule says to the request
/// @param dataClasses of those asked for, in order
public record Ground(
    ConsentId consent, String rule, ProvisionType says, List<DataClass> dataClasses) {
  public Ground {
    dataClasses = List.copyOf(dataClasses);
  }
}
