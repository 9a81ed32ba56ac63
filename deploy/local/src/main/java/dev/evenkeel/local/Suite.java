package dev.evenkeel.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.evenkeel.postgres.ServerStatus;
import dev.evenkeel.postgres.ServerStatus.Running;

/**
 * PostgreSQL and the five services in one data folder: started together, looked at, stopped together. Starting starts
 * what does not run, be it all or the one that was killed.
 */
final class Suite {

    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Path repository;
    private final DataFolder data;
    private final Settings settings;
    private final Console console;
    private final Secrets secrets;
    private final Keys keys;

    Suite(Path repository, DataFolder data, Settings settings, Console console) {
        this.repository = repository;
        this.data = data;
        this.settings = settings;
        this.console = console;
        this.secrets = new Secrets(data.secrets());
        this.keys = new Keys(data);
    }

    Settings settings() {
        return settings;
    }

    DataFolder data() {
        return data;
    }

    Keys keys() {
        return keys;
    }

    /** Which of the services run. */
    Map<Member, RunningProcess> running() {
        Map<Member, RunningProcess> running = new EnumMap<>(Member.class);
        for (Member member : Member.values()) {
            RunningProcess.read(data.pidFile(member)).ifPresent(process -> running.put(member, process));
        }
        return running;
    }

    /** The running server of the suite's databases. */
    Optional<Running> runningPostgres() {
        ServerStatus status = postgres().status();
        return status instanceof Running running ? Optional.of(running) : Optional.empty();
    }

    /**
     * Starts what does not run and waits until everything is ready.
     *
     * @throws KeelException naming the service that did not get ready, with the end of its log
     */
    void up() {
        long begin = System.nanoTime();
        keys.make();
        settings.remember(data);
        Postgres postgres = postgres();
        boolean postgresRan = postgres.status() instanceof Running;
        Set<Member> missing = EnumSet.allOf(Member.class);
        missing.removeAll(running().keySet());
        missing.forEach(this::portMustBeFree);
        postgres.start();
        if (!postgresRan) {
            sayReady("postgresql", begin);
        }
        start(missing, postgres);
        awaitReady(missing, begin);
    }

    private void start(Set<Member> missing, Postgres postgres) {
        new Configuration(data, settings, keys, secrets).writeOnce();
        ServiceProperties properties = new ServiceProperties(data, settings, postgres, keys, secrets);
        Programs programs = new Programs(repository);
        for (Member member : missing) {
            programs.start(member, settings.nativePrograms(), properties.write(member), data.log(member))
                    .note(data.pidFile(member));
        }
    }

    /** Waits for services that were just started, and says of each when it is ready. */
    private void awaitReady(Set<Member> started, long begin) {
        Set<Member> waiting = EnumSet.allOf(Member.class);
        try (Readiness readiness = new Readiness()) {
            while (!waiting.isEmpty()) {
                for (Member member : EnumSet.copyOf(waiting)) {
                    if (readiness.isReady(settings.url(member))) {
                        waiting.remove(member);
                        if (started.contains(member)) {
                            sayReady(member.folder(), begin);
                        }
                    } else if (RunningProcess.read(data.pidFile(member)).isEmpty()) {
                        throw failure(member, "ended before it was ready");
                    } else if (since(begin).compareTo(READY_WITHIN) > 0) {
                        throw failure(member, "was not ready within " + READY_WITHIN.toSeconds() + " s");
                    }
                }
                pause();
            }
        }
    }

    /** Stops the services, all at once, then PostgreSQL. Returns what ran. */
    List<String> down() {
        Map<Member, RunningProcess> running = running();
        running.values().forEach(process -> process.handle().ifPresent(ProcessHandle::destroy));
        long begin = System.nanoTime();
        running.forEach((member, process) -> awaitEnd(member, process, begin));
        List<String> stopped =
                new ArrayList<>(running.keySet().stream().map(Member::folder).toList());
        if (Files.isDirectory(data.postgres()) && runningPostgres().isPresent()) {
            postgres().stop();
            stopped.add("postgresql");
        }
        return stopped;
    }

    /** Ends one service the hard way; for those who want to see what happens then. */
    void kill(Member member) {
        RunningProcess process = RunningProcess.read(data.pidFile(member))
                .orElseThrow(() -> new KeelException(member.folder() + " does not run"));
        process.handle().ifPresent(handle -> {
            handle.destroyForcibly();
            awaitExit(handle, STOPPED_WITHIN);
        });
    }

    private void awaitEnd(Member member, RunningProcess process, long begin) {
        process.handle().ifPresent(handle -> {
            Duration left = STOPPED_WITHIN.minus(since(begin));
            if (!awaitExit(handle, left.isPositive() ? left : Duration.ofMillis(1))) {
                console.say("  " + member.folder() + " did not stop within " + STOPPED_WITHIN.toSeconds()
                        + " s and was killed");
                handle.destroyForcibly();
                awaitExit(handle, STOPPED_WITHIN);
            }
        });
        delete(data.pidFile(member));
    }

    private void sayReady(String name, long begin) {
        console.say("  %-17s ready after %s".formatted(name, Console.seconds(since(begin))));
    }

    private static boolean awaitExit(ProcessHandle handle, Duration patience) {
        try {
            handle.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException stillThere) {
            return false;
        } catch (ExecutionException e) {
            throw new KeelException("Cannot wait for process " + handle.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeelException("Interrupted while stopping", e);
        }
    }

    private Postgres postgres() {
        return new Postgres(data, secrets, settings.portBase());
    }

    private void portMustBeFree(Member member) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.ofLiteral(settings.bind()), settings.port(member)));
        } catch (IOException e) {
            throw new KeelException(
                    member.folder() + " cannot listen on " + settings.bind() + ":" + settings.port(member) + ": "
                            + e.getMessage() + ". Choose other ports with --port-base, or another address with --bind.",
                    e);
        }
    }

    private KeelException failure(Member member, String what) {
        return new KeelException(member.folder() + " " + what + ". The end of its log, " + data.log(member) + ":\n"
                + Logs.endOf(data.log(member))
                + "\nWhat has started goes on running: mend it and run keel up again, or run keel down.");
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeelException("Interrupted while waiting", e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new KeelException("Cannot delete " + file, e);
        }
    }
}
