package org.genomerecord.ingestion.accession;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.genomerecord.record.event.AccessionId;

/// Of which accessions a file is being read just now, by this process: there is one at a time that
/// takes submissions. Not on record, as nothing came of it yet.
@ApplicationScoped
public class ValidationsUnderWay {
  private final Set<AccessionId> accessions = ConcurrentHashMap.newKeySet();

  public void begin(AccessionId accession) {
    accessions.add(accession);
  }

  public void end(AccessionId accession) {
    accessions.remove(accession);
  }

  boolean include(AccessionId accession) {
    return accessions.contains(accession);
  }
}
