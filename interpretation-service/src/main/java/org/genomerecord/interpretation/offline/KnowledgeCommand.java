package org.genomerecord.interpretation.offline;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.genomerecord.interpretation.importing.NotImportable;
import org.genomerecord.interpretation.importing.ReleaseImport;
import org.genomerecord.interpretation.knowledge.ReleaseFiles;
import org.genomerecord.interpretation.table.DefectiveKnowledge;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Makes knowledge releases of published files, without servers.
///
/// Exit code 0 if the files make a release, 1 if they are refused, which is said with each reason;
/// 2 if the command itself is wrong.
@Command(
    name = "knowledge",
    subcommands = {KnowledgeCommand.Import.class, CommandLine.HelpCommand.class},
    description = "Knowledge releases: the dated tables that call sets are interpreted with.",
    footer = "Of a running stack: list, upload FILE, differences RELEASE, activate RELEASE.",
    mixinStandardHelpOptions = true)
public final class KnowledgeCommand {

  /// For the script only.
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new KnowledgeCommand()).execute(arguments));
  }

  @Command(
      name = "import",
      description = {
        "Reads the allele definitions (*_translation.json) and phenotypes that PharmCAT publishes,",
        "lays them over a release, checks the new one and says how it differs. Activates nothing."
      },
      mixinStandardHelpOptions = true)
  static final class Import implements Callable<Integer> {
    private static final int FILES_MAX = 1_000;
    private static final int FILE_BYTES_MAX = 64_000_000;
    private static final int DEPTH_MAX = 8;

    /// One allele that is wrong is in every pair that has it.
    private static final int DEFECTS_SHOWN_MAX = 50;

    @Spec private @Nullable CommandSpec spec;

    @Parameters(
        arity = "1..*",
        paramLabel = "FOLDER|FILE",
        description = "as published; of a folder, all .json files")
    private List<Path> published = new ArrayList<>();

    @Option(
        names = "--over",
        paramLabel = "FOLDER",
        description = "the release whose guidelines, rules and other genes stay (the built-in one)")
    private @Nullable Path over;

    @Option(
        names = "--out",
        paramLabel = "DIR",
        description = "write the release there: a folder, and the archive that is uploaded")
    private @Nullable Path out;

    @Option(
        names = "--date",
        paramLabel = "YYYY-MM-DD",
        description = "of the release, in its name (today, UTC)")
    private @Nullable LocalDate date;

    @Override
    public Integer call() throws IOException {
      var commandLine = Objects.requireNonNull(spec).commandLine();
      var errors = commandLine.getErr();
      try {
        var base = over == null ? ReleaseFiles.builtIn() : ReleaseFolder.read(over);
        var day = date == null ? LocalDate.now(ZoneOffset.UTC) : date;
        var made = ReleaseImport.of(base, texts(), day);
        tell(made, commandLine.getOut());
        return CommandLine.ExitCode.OK;
      } catch (NotImportable refused) {
        refused.defects().stream()
            .limit(DEFECTS_SHOWN_MAX)
            .forEach(defect -> errors.println("✖ " + defect + "."));
        if (refused.defects().size() > DEFECTS_SHOWN_MAX) {
          errors.println("… and " + (refused.defects().size() - DEFECTS_SHOWN_MAX) + " more.");
        }
        errors.println("Refused: nothing was written.");
        return CommandLine.ExitCode.SOFTWARE;
      } catch (DefectiveKnowledge refused) {
        errors.println("✖ " + refused.getMessage() + ".");
        errors.println("Refused: nothing was written.");
        return CommandLine.ExitCode.SOFTWARE;
      } catch (NoSuchFileException e) {
        errors.println("✖ " + e.getMessage() + ": there is no such file.");
        return CommandLine.ExitCode.USAGE;
      } catch (FileSystemException e) {
        errors.println("✖ " + e.getFile() + ": cannot be read or written.");
        return CommandLine.ExitCode.SOFTWARE;
      }
    }

    private void tell(ReleaseImport made, PrintWriter to) throws IOException {
      made.notes().forEach(note -> to.println("Left out: " + note + "."));
      to.println(made.differences().text().stripTrailing());
      if (!made.hasDifferences()) {
        return;
      }
      to.println();
      to.println("Release " + made.release().name());
      to.println("SHA-256 " + made.release().digest());
      if (out == null) {
        to.println("Nothing was written: --out DIR does.");
        return;
      }
      var name = made.release().name();
      var folder = ReleaseFolder.write(out, name, made.files());
      Files.writeString(folder.resolve("differences.md"), made.differences().text());
      var archive = out.resolve(name + ".release.gz");
      Files.write(archive, made.files().archive());
      to.println("Folder  " + folder);
      to.println("Archive " + archive);
    }

    private SortedMap<String, String> texts() throws IOException {
      var texts = new TreeMap<String, String>();
      for (var path : published) {
        if (!Files.isDirectory(path)) {
          texts.put(path.toString(), text(path));
          continue;
        }
        try (var files = Files.find(path, DEPTH_MAX, (_, about) -> about.isRegularFile())) {
          for (var file : files.filter(one -> one.toString().endsWith(".json")).toList()) {
            texts.put(path.relativize(file).toString(), text(file));
          }
        }
      }
      if (texts.size() > FILES_MAX) {
        throw new NotImportable(List.of("more than " + FILES_MAX + " files"));
      }
      return texts;
    }

    private static String text(Path file) throws IOException {
      if (Files.size(file) > FILE_BYTES_MAX) {
        throw new NotImportable(List.of(file + ": larger than " + FILE_BYTES_MAX + " bytes"));
      }
      try {
        return Files.readString(file, UTF_8);
      } catch (CharacterCodingException _) {
        throw new NotImportable(List.of(file + ": is not UTF-8"));
      }
    }
  }
}
