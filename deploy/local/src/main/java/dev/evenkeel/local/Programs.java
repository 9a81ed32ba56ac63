package dev.evenkeel.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The services as programs of the repository: jars of a JVM or native executables. A started program is a session of its
 * own, so that neither Ctrl-C nor the end of a terminal reaches it, and appends what it prints to its log.
 */
final class Programs {

    private static final Path SETSID = Path.of("/usr/bin/setsid");

    /** One service on a workstation: little heap to begin with, a start that does not wait for the optimising compiler. */
    private static final List<String> JVM_OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-Xms192m",
            "-Xss512k",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED");

    private final Path repository;

    Programs(Path repository) {
        this.repository = repository;
    }

    /** Starts a service; it is not ready when this returns. */
    RunningProcess start(Member member, boolean nativeProgram, Map<String, String> environment, Path log) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            command.add(SETSID.toString());
        }
        command.addAll(nativeProgram ? nativeCommand(member) : jvmCommand(member));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(log.getParent().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            return RunningProcess.of(process.pid())
                    .orElseThrow(() -> new KeelException(
                            member.folder() + " ended at once. The end of its log, " + log + ":\n" + Logs.endOf(log)));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + member.folder(), e);
        }
    }

    private List<String> jvmCommand(Member member) {
        Path jar = target(member).resolve("quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new KeelException(member.folder() + " is not built: there is no " + jar
                    + ". Run keel up without --no-build, or ./mvnw package.");
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(heap(member));
        command.addAll(JVM_OPTIONS);
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    List<String> nativeCommand(Member member) {
        Path runner = runner(target(member))
                .orElseThrow(() -> new KeelException(member.folder() + " has no native executable in " + target(member)
                        + ". Run keel up --native without --no-build, or ./mvnw package -Dnative -DskipTests: both need"
                        + " a native-image for JDK 25 (Mandrel or GraalVM)."));
        List<String> command = new ArrayList<>();
        command.add(runner.toString());
        command.add(heap(member));
        command.add(youngGeneration(member));
        if (member == Member.ALERTS) {
            command.add(eventLoops());
        }
        return command;
    }

    /** The alert-router holds a whole group while it tells of it, and a storm may be one group of 100,000 alerts. */
    private static String heap(Member member) {
        return member == Member.ALERTS ? "-Xmx512m" : "-Xmx192m";
    }

    /**
     * Of a native executable: a small one is collected more often, and is all that idles. A storm of alerts is another
     * matter: half of the alert-router's time would go into collecting 8 MB again and again.
     */
    private static String youngGeneration(Member member) {
        return member == Member.ALERTS ? "-Xmn64m" : "-Xmn8m";
    }

    /**
     * Half as many as there are processors, since PostgreSQL works on the others: what passes from one to another waits until
     * that has woken up. Measured for the native alert-router alone.
     */
    private static String eventLoops() {
        return "-Dquarkus.vertx.event-loops-pool-size="
                + Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }

    private static Optional<Path> runner(Path target) {
        try (Stream<Path> files = Files.isDirectory(target) ? Files.list(target) : Stream.empty()) {
            return files.filter(file -> file.getFileName().toString().endsWith("-runner"))
                    .filter(Files::isExecutable)
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look into " + target, e);
        }
    }

    private Path target(Member member) {
        return repository.resolve(member.folder()).resolve("target");
    }
}
