package dev.evenkeel.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import dev.evenkeel.postgres.PostgresException.Reason;
import dev.evenkeel.postgres.RunAs.Myself;
import dev.evenkeel.postgres.RunAs.OrdinaryUser;

/** A folder with a database cluster, made ready to be served. */
record DataFolder(Path path, RunAs runAs) {

    void mustBeOfVersion(int majorVersion) {
        try {
            String made = Files.readString(path.resolve("PG_VERSION")).strip();
            if (!made.equals(Integer.toString(majorVersion))) {
                throw new PostgresException(
                        Reason.WRONG_VERSION,
                        path + " was made by PostgreSQL " + made + ", and these programs are PostgreSQL "
                                + majorVersion + ". Use programs of version " + made
                                + ", or dump the databases there and load them here.");
            }
        } catch (IOException e) {
            throw Folders.failure("Cannot read " + path.resolve("PG_VERSION"), e);
        }
    }

    /** Makes the folder and all in it belong to the user that PostgreSQL runs as, if that can be done rightfully. */
    void handOver() {
        try {
            String owner = Files.getOwner(path).getName();
            switch (runAs) {
                case Myself()
                when !owner.equals(runAs.userName()) ->
                    throw new PostgresException(
                            Reason.NOT_OURS,
                            path + " belongs to " + owner + ", and we are " + runAs.userName() + ": run this as "
                                    + owner + ", or choose another folder");
                case OrdinaryUser user when owner.equals("root") -> giveAwayTo(user);
                case OrdinaryUser user
                when !owner.equals(user.name()) ->
                    throw new PostgresException(
                            Reason.NOT_OURS, path + " belongs to " + owner + " and not to " + user.name());
                case RunAs itIsTheirs -> runAs.mustReach(path);
            }
        } catch (IOException e) {
            throw Folders.failure("Cannot tell whose folder " + path + " is", e);
        }
    }

    private void giveAwayTo(OrdinaryUser user) throws IOException {
        for (Path each : Folders.everythingIn(path)) {
            if (!Files.isSymbolicLink(each)) {
                user.own(each);
            }
        }
        runAs.mustReach(path);
    }

    /** A cluster from elsewhere may keep its configuration elsewhere, as Debian's do; a server needs some. */
    void writeMissingConfiguration() {
        for (String name : new String[] {"postgresql.conf", "pg_hba.conf"}) {
            if (!Files.exists(path.resolve(name))) {
                write(name, configuration(name));
            }
        }
    }

    /** Writes a configuration file, readable by the server's user alone, and returns its place. */
    Path write(String name, String content) {
        Path file = path.resolve(name);
        try {
            Files.writeString(file, content);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            runAs.own(file);
            return file;
        } catch (IOException e) {
            throw Folders.failure("Cannot write " + file, e);
        }
    }

    /**
     * Removes the pid file of a killed server if its number is another living program's now. PostgreSQL sees for itself
     * that a dead pid is stale, but takes a living one for a server and refuses to start.
     */
    void forgetStalePid() {
        try {
            var written = PostmasterPid.read(path);
            if (written.isPresent() && !written.get().serves(path)) {
                if (ProcessHandle.of(written.get().pid()).isPresent()) {
                    Files.deleteIfExists(PostmasterPid.file(path));
                }
            }
        } catch (IOException e) {
            throw Folders.failure("Cannot remove the stale " + PostmasterPid.file(path), e);
        }
    }

    private static String configuration(String name) {
        try (InputStream bytes = DataFolder.class.getResourceAsStream(name)) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Folders.failure("Cannot read our own " + name, e);
        }
    }
}
