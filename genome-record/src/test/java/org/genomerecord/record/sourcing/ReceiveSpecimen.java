package org.genomerecord.record.sourcing;

import org.axonframework.modelling.annotation.TargetEntityId;

record ReceiveSpecimen(@TargetEntityId String specimen, String shelf, Attribution attribution) {}
