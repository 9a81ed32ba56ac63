package dev.evenkeel.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.evenkeel.local.StatusTable.Extent;
import dev.evenkeel.postgres.PostgresException;

/**
 * The program behind {@code ./keel}. Exit codes: 0 it is done (for {@code status}: everything is ready), 1 it could not
 * be done (for {@code status}: something is not ready), 2 it was not understood, 3 nothing runs (for {@code status}).
 */
public final class Keel {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int NOT_UNDERSTOOD = 2;
    private static final int NOTHING_RUNS = 3;

    private final Path repository;
    private final Console console;

    Keel(Path repository, Console console) {
        this.repository = repository;
        this.console = console;
    }

    public static void main(String[] typed) {
        Path repository = Path.of(System.getProperty("evenkeel.repository", "")).toAbsolutePath();
        System.exit(new Keel(repository, new Console(System.out)).run(List.of(typed)));
    }

    /** Does what was typed and returns the exit code. */
    int run(List<String> typed) {
        try {
            return perform(typed);
        } catch (IllegalArgumentException notUnderstood) {
            System.err.println(notUnderstood.getMessage() + "\n\n" + Arguments.USAGE);
            return NOT_UNDERSTOOD;
        } catch (KeelException | PostgresException failed) {
            System.err.println("\n" + failed.getMessage());
            return FAILED;
        } catch (UncheckedIOException failed) {
            System.err.println("\n" + failed.getMessage() + ": " + reason(failed.getCause()));
            return FAILED;
        }
    }

    /** Java's file exceptions say little more than a name; this says what is the matter with it. */
    static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "permission denied for " + denied.getFile();
            case NoSuchFileException missing -> "there is no " + missing.getFile();
            case FileSystemException file
            when file.getReason() != null -> file.getReason() + " (" + file.getFile() + ")";
            default -> e.getMessage();
        };
    }

    /** Benchmarks that are programs get the rest of the line as it is; everything else has the options of keel. */
    private int perform(List<String> typed) {
        Optional<BenchmarkProgram> program =
                typed.size() > 1 && typed.getFirst().equals("bench")
                        ? BenchmarkProgram.named(typed.get(1))
                        : Optional.empty();
        return program.isPresent()
                ? program.get().run(repository, typed.subList(2, typed.size()))
                : perform(Arguments.parse(typed));
    }

    private int perform(Arguments typed) {
        DataFolder data = DataFolder.choose(typed.data(), repository);
        if (Files.isDirectory(data.path()) && !Files.isReadable(data.path())) {
            throw new KeelException(data.path() + " belongs to somebody else: use sudo, or your own with --data.");
        }
        Optional<Settings> remembered = data.exists() ? Settings.read(data) : Optional.empty();
        return switch (typed.command()) {
            case "up" -> up(typed, data, remembered);
            case "down" ->
                remembered.map(settings -> down(suite(data, settings))).orElseGet(() -> nothing(data));
            case "status" ->
                remembered.map(settings -> status(suite(data, settings))).orElseGet(() -> nothing(data));
            case "demo" -> remembered.map(settings -> demo(data, settings)).orElseGet(() -> nothing(data));
            case "bench" -> bench(typed, data, remembered.orElse(Settings.DEFAULT));
            case "help", "--help", "-h" -> {
                console.say(Arguments.USAGE.stripTrailing());
                yield DONE;
            }
            default -> throw new IllegalArgumentException("There is no command " + typed.command() + ".");
        };
    }

    private int up(Arguments typed, DataFolder data, Optional<Settings> remembered) {
        data.make();
        try (FileChannel channel = FileChannel.open(
                        data.run().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw new KeelException("Another keel is at work in " + data.path() + ".");
            }
            return upAlone(typed, data, remembered);
        } catch (IOException e) {
            throw new KeelException("Cannot lock " + data.run() + ": " + reason(e), e);
        }
    }

    private int upAlone(Arguments typed, DataFolder data, Optional<Settings> remembered) {
        long begin = System.nanoTime();
        Settings wanted = remembered.orElse(Settings.DEFAULT).with(typed);
        if (remembered.isPresent()) {
            Suite before = suite(data, remembered.get());
            StatusTable table = StatusTable.of(before);
            if (table.extent() == Extent.ALL) {
                console.say("The suite in " + data.path() + " already runs.\n");
                show(before);
                return DONE;
            }
            if (table.extent() == Extent.NONE) {
                wanted = new Settings(wanted.portBase(), wanted.bind(), typed.nativePrograms());
            }
            if (table.extent() == Extent.SOME && !wanted.equals(remembered.get())) {
                throw new KeelException("The suite in " + data.path()
                        + " runs in part, with other options. Run keel up without options to start what is"
                        + " missing, or keel down first.");
            }
        }
        console.say("Starting the suite in " + data.path());
        Suite suite = suite(data, wanted);
        suite.up();
        console.say("All ready after " + Console.seconds(Duration.ofNanos(System.nanoTime() - begin)) + ".\n");
        show(suite);
        return DONE;
    }

    private int down(Suite suite) {
        List<String> stopped = suite.down();
        console.say(stopped.isEmpty() ? "Nothing ran." : "Stopped " + String.join(", ", stopped) + ".");
        return DONE;
    }

    private int status(Suite suite) {
        StatusTable table = StatusTable.of(suite);
        table.lines().forEach(console::say);
        console.say("\n  memory in all %s, data in %s"
                .formatted(Console.megabytes(table.totalBytes()), suite.data().path()));
        return switch (table.extent()) {
            case ALL -> DONE;
            case SOME -> FAILED;
            case NONE -> NOTHING_RUNS;
        };
    }

    private int demo(DataFolder data, Settings settings) {
        Suite suite = suite(data, settings);
        if (StatusTable.of(suite).extent() != Extent.ALL) {
            throw new KeelException("Not everything runs: run keel up first.");
        }
        try (SuiteApi api = new SuiteApi(settings, suite.keys().read(Keys.Key.VIEWER))) {
            new Demo(suite, api, new Timeline(console, System::nanoTime), console).tell();
        }
        console.say("\nThe suite goes on running.");
        return DONE;
    }

    private int bench(Arguments typed, DataFolder data, Settings settings) {
        Optional<Benchmark> benchmark = typed.words().stream().findFirst().flatMap(Benchmark::named);
        if (benchmark.isEmpty()) {
            console.say(typed.words().isEmpty() ? "What can be measured:" : "There is no such benchmark. There are:");
            Benchmark.list().forEach(console::say);
            BenchmarkProgram.list().forEach(console::say);
            return typed.words().isEmpty() ? DONE : NOT_UNDERSTOOD;
        }
        data.make();
        benchmark.get().run(suite(data, settings), console);
        return DONE;
    }

    private int nothing(DataFolder data) {
        console.say("No suite was ever started in " + data.path() + ".");
        return NOTHING_RUNS;
    }

    private void show(Suite suite) {
        List<String[]> cells = new ArrayList<>();
        for (Member member : Member.values()) {
            cells.add(new String[] {member.title(), suite.settings().url(member), member.question()});
        }
        cells.add(
                new String[] {"PostgreSQL", "127.0.0.1:" + suite.settings().portBase(), "one database for each service"
                });
        StatusTable.aligned(cells).forEach(console::say);
        console.say("""

                  Keys   %s (readable by you alone)
                  Logs   %s
                  Files  %s

                keel status shows how it is, keel down stops it.""".formatted(
                        suite.data().keys(), suite.data().logs(), suite.data().configuration()));
    }

    private Suite suite(DataFolder data, Settings settings) {
        return new Suite(repository, data, settings, console);
    }
}
