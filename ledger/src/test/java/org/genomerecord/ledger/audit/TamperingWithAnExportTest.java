package org.genomerecord.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.genomerecord.ledger.checkpoint.SignedCheckpoint;
import org.genomerecord.ledger.envelope.CanonicalEnvelope;
import org.genomerecord.ledger.note.Note;
import org.genomerecord.ledger.tampering.Mutation;
import org.genomerecord.ledger.tampering.Power;
import org.genomerecord.ledger.tampering.SyntheticLogs;
import org.genomerecord.ledger.tampering.SyntheticStory;
import org.genomerecord.ledger.tampering.TamperedExport;
import org.genomerecord.ledger.text.Malformed;
import org.genomerecord.ledger.tile.PlacedTile;
import org.genomerecord.ledger.tile.TileAddress;
import org.genomerecord.ledger.tile.TileFolder;
import org.genomerecord.ledger.tree.Hash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TamperingWithAnExportTest {
  private static final AuditedLog LOG = AuditedLog.CONSENT;

  @TempDir Path folder;

  @Test
  void whatNobodyTouchedIsProven() {
    Exports.honest(folder);

    var result = Exports.verify(folder);

    assertThat(result.discrepancies()).isEmpty();
    assertThat(result.exitCode()).isZero();
    assertThat(result.logs()).extracting(LogSummary::log).containsExactly(AuditedLog.values());
    assertThat(result.logs())
        .allSatisfy(log -> {
          assertThat(log.entries()).isEqualTo(log.size());
          assertThat(log.witnesses()).containsOnlyKeys("w");
          assertThat(log.keys()).hasSize(2);
        });
    assertThat(result.named()).isEqualTo(120);
  }

  static Stream<Arguments> withoutTheKey() {
    return Stream.of(Mutation.values())
        .flatMap(mutation ->
            Stream.of(Arguments.of(mutation, Power.ENTRIES), Arguments.of(mutation, Power.TREE)));
  }

  @ParameterizedTest
  @MethodSource("withoutTheKey")
  void withoutTheKeyItIsFoundEvenWithoutAWitness(Mutation mutation, Power power) {
    var export = Exports.honest(folder);
    export.tamper(LOG, mutation, power, new Random(mutation.name().length()));

    var found = Exports.withoutWitness(folder).counts().keySet();

    boolean shorter =
        Set.of(
                Mutation.DELETE_THE_FIRST,
                Mutation.DELETE_ONE_IN_THE_MIDDLE,
                Mutation.DELETE_THE_LAST,
                Mutation.TRUNCATE_THE_TAIL)
            .contains(mutation);
    if (shorter) {
      assertThat(found).containsAnyOf(Check.POSITIONS, Check.FILES);
    } else {
      assertThat(found).contains(power == Power.ENTRIES ? Check.LEAF : Check.ROOT);
    }
  }

  @ParameterizedTest
  @EnumSource(Mutation.class)
  void withTheKeyTheWitnessIsMissing(Mutation mutation) {
    var export = Exports.honest(folder);
    export.tamper(LOG, mutation, Power.KEY, new Random(mutation.name().length()));

    assertThat(Exports.verify(folder).counts()).containsKey(Check.WITNESS);
  }

  @ParameterizedTest
  @EnumSource(Mutation.class)
  void withTheKeyAnEarlierCheckpointContradicts(Mutation mutation, @TempDir Path kept) {
    var export = Exports.honest(folder);
    TamperedExport.write(kept.resolve("mine"), export.honest(LOG));
    export.tamper(LOG, mutation, Power.KEY, new Random(mutation.name().length()));

    var result = Exports.withoutWitness(folder, kept.resolve("mine"));

    assertThat(result.counts()).containsKey(Check.CHECKPOINT);
    assertThat(result.exitCode()).isEqualTo(AuditResult.NOT_PROVEN);
  }

  /// The negative control: this is what a witness is for.
  @Test
  void rewritingEverythingWithTheKeyIsNotFoundWithoutWitnessOrEarlierCheckpoint() {
    var export = Exports.honest(folder);
    export.tamper(LOG, Mutation.REWRITE_EVERYTHING, Power.KEY, new Random(1));

    assertThat(Exports.withoutWitness(folder).discrepancies()).isEmpty();
  }

  /// The negative control for a cut tail: the last patient's reads are gone, and nothing names
  /// them.
  @Test
  void aCutTailSignedAnewIsNotFoundWithoutWitnessOrEarlierCheckpoint() {
    var export = Exports.honest(folder);
    var entries = Exports.LOGS.entries(LOG);
    export.replace(LOG, entries.subList(0, entries.size() - 5));

    assertThat(Exports.withoutWitness(folder).discrepancies()).isEmpty();
    assertThat(Exports.verify(folder).counts()).containsOnlyKeys(Check.WITNESS);
  }

  @Test
  void aLogThatWasLongerOnceIsSaidToHaveBeen(@TempDir Path kept) {
    var export = Exports.honest(folder);
    var entries = Exports.LOGS.entries(LOG);
    TamperedExport.write(kept.resolve("mine"), export.honest(LOG));
    export.replace(LOG, entries.subList(0, entries.size() - 5));

    assertThat(Exports.withoutWitness(folder, kept.resolve("mine")).discrepancies())
        .extracting(Discrepancy::message)
        .containsExactly(
            "mine has %d entries, the log only %d".formatted(entries.size(), entries.size() - 5));
  }

  @Test
  void aClockThatWentBackIsFoundThoughAllIsSignedAndCosigned() {
    var export = Exports.honest(folder);
    export.tamper(LOG, Mutation.ROLL_BACK_THE_CLOCK, Power.KEY, new Random(3));
    var signed = CheckpointFiles.parsed(folder.resolve("consent.events/checkpoint")).orElseThrow();
    export.writeCheckpoint(LOG, Exports.KEYS.cosign(signed, Exports.LOGS.endSeconds()));

    assertThat(Exports.verify(folder).counts()).containsOnlyKeys(Check.TIME);
  }

  @Test
  void twoHistoriesOfOneSizeAreFoundWhenBothAreShown() {
    var export = Exports.honest(folder);
    var entries = new ArrayList<>(Exports.LOGS.entries(LOG));
    entries.set(2, entries.get(3));
    assertThat(Exports.verify(folder).isProven()).isTrue();

    export.writeEarlier(LOG, export.signed(LOG, entries));

    assertThat(Exports.verify(folder).counts()).containsOnlyKeys(Check.CHECKPOINT);
  }

  @Test
  void twoHistoriesOfDifferentSizesAreFoundWhenBothAreShown(@TempDir Path kept) {
    var export = Exports.honest(folder);
    var entries = new ArrayList<>(Exports.LOGS.entries(LOG).subList(0, 300));
    TamperedExport.write(kept.resolve("same"), export.signed(LOG, entries));
    assertThat(Exports.verify(folder, kept.resolve("same")).isProven()).isTrue();
    entries.set(2, entries.get(3));
    TamperedExport.write(kept.resolve("other"), export.signed(LOG, entries));

    var result = Exports.verify(folder, kept.resolve("same"), kept.resolve("other"));

    assertThat(result.discrepancies())
        .singleElement()
        .satisfies(discrepancy -> {
          assertThat(discrepancy.check()).isEqualTo(Check.CHECKPOINT);
          assertThat(discrepancy.message()).contains("other").contains("300");
        });
  }

  @Test
  void anEarlierCheckpointOfEachSizeAgrees() {
    var export = Exports.honest(folder);
    int newest = Exports.LOGS.entries(LOG).size();
    for (int size : List.of(0, 1, 2, 255, 256, 257, 300, 511, 512, 513, newest)) {
      export.writeEarlier(LOG, export.earlier(LOG, size));
    }

    var result = Exports.verify(folder);

    assertThat(result.discrepancies()).isEmpty();
    assertThat(result.logs().getFirst().earlier()).isEqualTo(11);
  }

  @Test
  void aSignatureWithOneOfTheTwoKeysIsNotEnough() {
    var export = Exports.honest(folder);
    var honest = export.honest(LOG);
    var halved = new ArrayList<>(honest.note().signatures());
    halved.remove(1);
    export.writeCheckpoint(
        LOG, SignedCheckpoint.of(new Note(honest.note().text(), List.copyOf(halved))));

    assertThat(Exports.verify(folder).counts()).containsOnlyKeys(Check.SIGNATURE);
  }

  @Test
  void aTileAboveTheLeavesThatIsNotTheirsIsFound() throws IOException {
    Exports.honest(folder);
    var file = folder.resolve("consent.events/tile/1/000.p/2");
    var bytes = Files.readAllBytes(file);
    bytes[40] ^= 1;
    Files.write(file, bytes);

    assertThat(Exports.verify(folder).counts()).containsOnlyKeys(Check.TILE);
  }

  /// More than 65,536 entries, so that a tile above the leaves is full.
  @Test
  void aFullTileAboveTheLeavesThatIsNotTheirsIsFound() throws IOException {
    var export = Exports.honest(folder);
    var entries = new ArrayList<byte[]>();
    for (int i = 0; i < 66_000; i++) {
      entries.add(new byte[] {(byte) i, (byte) (i >>> 8), (byte) (i >>> 16)});
    }
    export.replace(LOG, entries);
    var request = AuditRequest.of(folder, List.of(Exports.KEYS.policy(false))).ofTheTreeAlone();
    assertThat(Verification.run(request, Progress.NONE).discrepancies()).isEmpty();

    for (var tile : List.of("tile/1/000", "tile/1/001.p/1", "tile/2/000.p/1")) {
      var file = folder.resolve("consent.events").resolve(tile);
      var honest = Files.readAllBytes(file);
      var altered = honest.clone();
      altered[altered.length - 1] ^= 1;
      Files.write(file, altered);

      assertThat(Verification.run(request, Progress.NONE).counts())
          .as(tile)
          .containsExactly(Map.entry(Check.TILE, 1L));
      Files.write(file, honest);
    }
  }

  /// Somebody who can make the tiles anew, but only the lowest, and has no key.
  @Test
  void anEntryWithItsLeafIsFoundByTheTilesAboveAndTheRoot() {
    var export = Exports.honest(folder);
    var tiles = new TileFolder(folder.resolve("consent.events"));
    var upper = tiles.read(TileAddress.within(Exports.LOGS.entries(LOG).size(), 1, 0));
    export.tamper(LOG, Mutation.REWRITE_EVERYTHING, Power.TREE, new Random(1));
    tiles.write(new PlacedTile(new TileAddress(1, 0, upper.hashes().size()), upper));

    assertThat(Exports.verify(folder).counts()).containsOnlyKeys(Check.TILE, Check.ROOT);
  }

  @Test
  void bytesBehindTheLastEntryOfAFullBundleAreFound() throws IOException {
    Exports.honest(folder);
    var file = folder.resolve("consent.events/tile/entries/000");
    var bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length + 3));

    assertThat(Exports.verify(folder).counts()).containsOnlyKeys(Check.POSITIONS);
  }

  /// Larger than memory could be, though it takes no room.
  @Test
  void filesThatNoTileOrBundleCanBeAreNotRead() throws IOException {
    Exports.honest(folder);
    for (var path : List.of("tile/0/000", "tile/entries/001")) {
      var file = folder.resolve("consent.events").resolve(path);
      try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
        sparse.setLength(1L << 40);
      }
    }

    assertThat(Exports.verify(folder).counts()).containsKeys(Check.TILE, Check.POSITIONS);
  }

  @Test
  void aBundleWithoutItsLastEntryIsFound() throws IOException {
    Exports.honest(folder);
    var size = Exports.LOGS.entries(AuditedLog.INTERPRETATION).size();
    var file = folder.resolve("interpretation.events/tile/entries/000.p/" + size);
    var last = Exports.LOGS.entries(AuditedLog.INTERPRETATION).getLast().length + Short.BYTES;
    var bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - last));

    assertThat(Exports.verify(folder).counts()).containsOnlyKeys(Check.POSITIONS);
  }

  @Test
  void aBundleThatEndsTooEarlyIsFound() throws IOException {
    Exports.honest(folder);
    var file = folder.resolve("consent.events/tile/entries/001");
    var bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));

    assertThat(Exports.verify(folder).counts()).containsKey(Check.POSITIONS);
  }

  @Test
  void aTimeThatNoClockShowsIsFound() {
    var export = Exports.honest(folder);
    var entries = new ArrayList<>(Exports.LOGS.entries(LOG));
    entries.set(
        0, Envelopes.at(CanonicalEnvelope.decode(entries.getFirst()), "+200000-01-01T00:00:00Z"));
    export.replace(LOG, entries);

    assertThat(Exports.withoutWitness(folder).discrepancies())
        .extracting(Discrepancy::message)
        .containsExactly("its time lies outside of the years 1970 to 9999");
  }

  /// Half of the log's keys in one policy, half in another, would ask for less than both.
  @Test
  void twoPoliciesForOneLogAreRefused() {
    Exports.honest(folder);
    var policy = Exports.KEYS.policy(false);
    var request = AuditRequest.of(folder, List.of(policy, policy));

    assertThatThrownBy(() -> Verification.run(request, Progress.NONE))
        .isInstanceOf(Malformed.class)
        .hasMessageContaining("two policies");
  }

  @Test
  void aSizeThatNobodyCanHoldIsGivenUp() {
    var export = Exports.honest(folder);
    export.writeCheckpoint(LOG, Exports.KEYS.sign(LOG, 1L << 60, Hash.EMPTY_ROOT, 1));

    assertThat(Exports.withoutWitness(folder).counts().get(Check.FILES)).isLessThan(3_000);
  }

  @Test
  void oneLogInThePlaceOfAnotherIsFound() throws IOException {
    var export = Exports.honest(folder);
    export.replace(AuditedLog.INTERPRETATION, Exports.LOGS.entries(AuditedLog.INGESTION));
    Files.copy(
        folder.resolve("ingestion.events/checkpoint"),
        folder.resolve("interpretation.events/checkpoint"),
        StandardCopyOption.REPLACE_EXISTING);

    var counts = Exports.verify(folder).counts();

    assertThat(counts).containsKeys(Check.SIGNATURE, Check.EVENT);
  }

  @Test
  void anEventThatIsLaterThanAWitnessSawItIsFound() {
    var export = Exports.honest(folder);
    var signed = export.signed(LOG, Exports.LOGS.entries(LOG));
    export.writeCheckpoint(
        LOG, Exports.KEYS.cosign(signed, SyntheticStory.BEGIN.getEpochSecond() + 60));

    assertThat(Exports.verify(folder).discrepancies())
        .singleElement()
        .satisfies(discrepancy -> {
          assertThat(discrepancy.check()).isEqualTo(Check.TIME);
          assertThat(discrepancy.message()).contains("after a checkpoint that holds it");
        });
  }

  @Test
  void anEventThatIsEarlierThanACheckpointWithoutItIsFound() {
    var export = Exports.honest(folder);
    var entries = Exports.LOGS.entries(LOG).subList(0, 3);
    export.writeEarlier(LOG, export.signed(LOG, entries));

    assertThat(Exports.verify(folder).counts()).containsOnlyKeys(Check.TIME);
  }

  @Test
  void aLogWithoutEntriesIsProven() {
    var export = new TamperedExport(folder, SyntheticLogs.of(1, 0), Exports.KEYS);
    export.writeHonest();

    assertThat(Exports.verify(folder).discrepancies()).isEmpty();
  }
}
