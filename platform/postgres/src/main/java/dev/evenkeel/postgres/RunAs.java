package dev.evenkeel.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.evenkeel.postgres.PostgresException.Reason;

/**
 * The user that PostgreSQL's programs run as. PostgreSQL refuses to run as root, so root has to become somebody else for
 * each program; everybody else stays who they are.
 */
public sealed interface RunAs {

    /** We are an ordinary user already. */
    record Myself() implements RunAs {}

    /**
     * We are root and become this user for each program.
     *
     * @param name the user's name in the system's user database
     * @param uid the user's number, never 0
     * @param gid the number of the user's own group
     */
    record OrdinaryUser(String name, int uid, int gid) implements RunAs {
        public OrdinaryUser {
            if (uid == 0) {
                throw new PostgresException(Reason.NO_ORDINARY_USER, "PostgreSQL refuses to run as root");
            }
        }
    }

    /**
     * Chooses the user for a data folder. Root becomes the owner of the folder (or of its nearest parent that exists)
     * if that is not root, else the user who called {@code sudo}, else {@code postgres}, else {@code nobody}.
     *
     * @throws PostgresException with {@link Reason#NO_ORDINARY_USER} if there is none of these
     */
    static RunAs forFolder(Path dataFolder) {
        if (!weAreRoot()) {
            return new Myself();
        }
        return Stream.of(owner(dataFolder), Optional.ofNullable(System.getenv("SUDO_USER")))
                .flatMap(Optional::stream)
                .flatMap(name -> find(name).stream())
                .findFirst()
                .or(() -> find("postgres"))
                .or(() -> find("nobody"))
                .map(RunAs.class::cast)
                .orElseThrow(() -> new PostgresException(
                        Reason.NO_ORDINARY_USER,
                        "PostgreSQL refuses to run as root, and there is no user postgres or nobody to run it as."
                                + " Run this as an ordinary user, or make a user named postgres."));
    }

    /** The command that runs {@code command} as this user. */
    default List<String> wrap(List<String> command) {
        return switch (this) {
            case Myself() -> command;
            case OrdinaryUser user -> {
                List<String> wrapped = new ArrayList<>(becoming(user));
                wrapped.addAll(command);
                yield wrapped;
            }
        };
    }

    /** The name to print. */
    default String userName() {
        return switch (this) {
            case Myself() -> System.getProperty("user.name");
            case OrdinaryUser(String name, int uid, int gid) -> name;
        };
    }

    /** Gives a file or folder (not what is in it) to this user. */
    default void own(Path path) {
        if (this instanceof OrdinaryUser(String name, int uid, int gid)) {
            try {
                Files.setAttribute(path, "unix:uid", uid);
                Files.setAttribute(path, "unix:gid", gid);
            } catch (IOException e) {
                throw new PostgresException(Reason.NOT_OURS, "Cannot give " + path + " to user " + name, e);
            }
        }
    }

    /**
     * Makes sure that this user can enter a folder.
     *
     * @param folder an existing folder
     * @throws PostgresException with {@link Reason#CANNOT_TRAVERSE}, naming the folder on the way that is shut
     */
    default void mustReach(Path folder) {
        if (this instanceof OrdinaryUser(String name, int uid, int gid)) {
            shutFolderOnTheWayTo(folder).ifPresent(shut -> {
                throw new PostgresException(
                        Reason.CANNOT_TRAVERSE,
                        "PostgreSQL refuses to run as root, so it runs as user " + name + ", who cannot enter " + shut
                                + " (on the way to " + folder + "). Choose a folder that " + name
                                + " can reach, or open that one with: chmod o+x " + shut);
            });
        }
    }

    /** Whether this user can enter a folder. */
    default boolean canReach(Path folder) {
        return shutFolderOnTheWayTo(folder).isEmpty();
    }

    private Optional<String> shutFolderOnTheWayTo(Path folder) {
        List<String> command = new ArrayList<>(
                List.of("/bin/sh", "-c", "for p; do [ -x \"$p\" ] || { printf %s \"$p\"; exit 1; }; done", "sh"));
        Path absolute = folder.toAbsolutePath().normalize();
        for (int i = 1; i <= absolute.getNameCount(); i++) {
            command.add(absolute.getRoot().resolve(absolute.subpath(0, i)).toString());
        }
        Program.Outcome outcome = Program.run(wrap(command), Map.of(), Duration.ofSeconds(10));
        return outcome.succeeded() ? Optional.empty() : Optional.of(outcome.output());
    }

    private static List<String> becoming(OrdinaryUser user) {
        Optional<Path> setpriv = onPath("setpriv");
        if (setpriv.isPresent()) {
            return List.of(
                    setpriv.get().toString(), "--reuid=" + user.uid, "--regid=" + user.gid, "--clear-groups", "--");
        }
        return onPath("runuser")
                .map(runuser -> List.of(runuser.toString(), "-u", user.name, "--"))
                .orElseThrow(() -> new PostgresException(
                        Reason.NO_ORDINARY_USER,
                        "PostgreSQL refuses to run as root, and neither setpriv nor runuser (package util-linux) is"
                                + " installed to run it as user " + user.name));
    }

    private static Optional<Path> onPath(String program) {
        return Stream.of("/usr/bin", "/bin", "/usr/sbin", "/sbin", "/usr/local/bin")
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Optional<String> owner(Path folder) {
        Path existing = folder.toAbsolutePath();
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (existing == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.getOwner(existing).getName());
        } catch (IOException e) {
            throw new PostgresException(Reason.NOT_OURS, "Cannot tell whose folder " + existing + " is", e);
        }
    }

    private static Optional<OrdinaryUser> find(String name) {
        Program.Outcome uid = Program.run(List.of("id", "-u", name), Map.of(), Duration.ofSeconds(10));
        Program.Outcome gid = Program.run(List.of("id", "-g", name), Map.of(), Duration.ofSeconds(10));
        if (!uid.succeeded() || !gid.succeeded() || uid.output().equals("0")) {
            return Optional.empty();
        }
        return Optional.of(new OrdinaryUser(name, Integer.parseInt(uid.output()), Integer.parseInt(gid.output())));
    }

    private static boolean weAreRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException | UnsupportedOperationException noProcFolder) {
            return "root".equals(System.getProperty("user.name"));
        }
    }
}
