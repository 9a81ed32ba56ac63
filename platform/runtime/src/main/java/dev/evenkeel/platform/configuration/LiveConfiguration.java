package dev.evenkeel.platform.configuration;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.quarkus.logging.Log;

/**
 * The configuration that a service works with at this moment. A service makes one as a CDI bean; the platform loads it
 * at start and whenever the files change.
 *
 * <pre>
 *            load, no problem              load, no problem
 *   EMPTY ────────────────────▶ LOADED ◀────────────────────┐
 *     │                            │                        │
 *     │ load, problems             │ load, problems         │
 *     ▼                            ▼                        │
 *   EMPTY, refused              LOADED, refused ────────────┘   (the value before stays in force)
 * </pre>
 *
 * <p>Reading is safe from any thread and never blocks; loading is serialised.
 *
 * @param <T> an immutable value
 */
public final class LiveConfiguration<T> {

    private static final int MOST_FRAMES = 10;

    private final ConfigReader<T> reader;
    private final Clock clock;
    private final List<Consumer<T>> listeners = new CopyOnWriteArrayList<>();
    private volatile T current;
    private volatile ConfigStatus status;

    /** @param empty what is in force until something was loaded */
    public LiveConfiguration(ConfigReader<T> reader, T empty, Clock clock) {
        this.reader = reader;
        this.clock = clock;
        this.current = empty;
        this.status = ConfigStatus.NOTHING_YET;
    }

    /** The value in force. Take it once per piece of work, so that the work sees one configuration. */
    public T current() {
        return current;
    }

    public ConfigStatus status() {
        return status;
    }

    /** Calls {@code listener} with each new value, in the thread that loaded it, from now on. */
    public void onChange(Consumer<T> listener) {
        listeners.add(listener);
    }

    /**
     * What files would come to.
     *
     * @param value empty if there are problems
     */
    public record Trial<T>(Optional<T> value, List<ConfigProblem> problems) {}

    /**
     * Reads the files without putting them in force.
     *
     * @param files text by file name
     */
    public Trial<T> tryOut(SortedMap<String, String> files) {
        ConfigProblems problems = new ConfigProblems();
        Optional<T> value = read(files, problems);
        return new Trial<>(value, problems.found());
    }

    /**
     * Reads the files without putting them in force.
     *
     * @param files text by file name
     * @return all that is wrong with them; nothing if they could be loaded
     */
    public List<ConfigProblem> check(SortedMap<String, String> files) {
        return tryOut(files).problems();
    }

    /**
     * Reads the files and, if nothing is wrong with them, puts them in force as a whole; otherwise what was in force
     * stays.
     *
     * @param files text by file name
     */
    public synchronized ConfigStatus load(SortedMap<String, String> files) {
        ConfigProblems problems = new ConfigProblems();
        Optional<T> read = read(files, problems);
        Instant now = clock.instant();
        status = read.isPresent()
                ? status.accepted(now, List.copyOf(files.keySet()), problems.notices())
                : status.refused(now, problems.found());
        read.ifPresent(value -> {
            current = value;
            listeners.forEach(listener -> listener.accept(value));
        });
        return status;
    }

    /** Records that the files could not even be read, such as for want of permission. */
    synchronized ConfigStatus unreadable(ConfigProblem problem) {
        status = status.refused(clock.instant(), List.of(problem));
        return status;
    }

    private Optional<T> read(SortedMap<String, String> files, ConfigProblems problems) {
        List<ConfigDocument> documents = new ArrayList<>();
        files.forEach((file, text) -> documents.addAll(YamlParser.parse(file, text, problems)));
        return read(documents, files, problems).filter(_ -> problems.isEmpty());
    }

    /** A reader that fails where it should have reported a mistake takes nobody down, and gives nothing away. */
    private Optional<T> read(List<ConfigDocument> documents, SortedMap<String, String> files, ConfigProblems problems) {
        try {
            return Optional.ofNullable(reader.read(List.copyOf(documents)));
        } catch (RuntimeException failure) {
            String what = failure.getClass().getName();
            // not its message, which may quote a secret
            Log.errorf(
                    "The configuration could not be read: %s at %s",
                    what,
                    Arrays.stream(failure.getStackTrace())
                            .limit(MOST_FRAMES)
                            .map(StackTraceElement::toString)
                            .collect(Collectors.joining(" < ")));
            problems.add(new ConfigProblem(
                    String.join(", ", files.keySet()),
                    1,
                    1,
                    "",
                    "cannot be read here, which is a fault of ours: " + what));
            return Optional.empty();
        }
    }
}
