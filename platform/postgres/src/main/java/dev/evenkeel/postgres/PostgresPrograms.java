package dev.evenkeel.postgres;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.evenkeel.postgres.PostgresException.Reason;

/**
 * The programs {@code postgres}, {@code initdb} and {@code pg_ctl} of one PostgreSQL version.
 *
 * @param bin the folder that holds them
 * @param majorVersion the major version, such as 18
 */
public record PostgresPrograms(Path bin, int majorVersion) {

    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");

    /**
     * The programs that came along in the class path, unpacked into a folder once and used from there ever after.
     * Several programs may do this at the same time on the same folder.
     *
     * @param cacheFolder made if absent; the user that runs PostgreSQL has to be able to enter it
     * @throws PostgresException with {@link Reason#NO_PROGRAMS} if there are none for this kind of machine, with
     *     {@link Reason#DISK_FULL} if they do not fit
     */
    public static PostgresPrograms unpackedInto(Path cacheFolder) {
        return in(BundledPrograms.unpackInto(cacheFolder).resolve("bin"));
    }

    /**
     * Programs that are installed already.
     *
     * @param bin such as {@code /usr/lib/postgresql/18/bin}
     * @throws PostgresException with {@link Reason#NO_PROGRAMS} if the folder does not hold them or they do not run
     */
    public static PostgresPrograms in(Path bin) {
        for (String program : List.of("postgres", "initdb", "pg_ctl")) {
            if (!Files.isExecutable(bin.resolve(program))) {
                throw new PostgresException(
                        Reason.NO_PROGRAMS, bin + " is not PostgreSQL's folder of programs: it has no " + program);
            }
        }
        Program.Outcome outcome =
                Program.run(List.of(bin.resolve("postgres").toString(), "--version"), Map.of(), Duration.ofSeconds(30));
        Matcher version = VERSION.matcher(outcome.output());
        if (!outcome.succeeded() || !version.find()) {
            throw new PostgresException(
                    Reason.NO_PROGRAMS, bin.resolve("postgres") + " does not run here. It said: " + outcome.output());
        }
        return new PostgresPrograms(bin.toAbsolutePath(), Integer.parseInt(version.group(1)));
    }

    String initdb() {
        return bin.resolve("initdb").toString();
    }

    String pgCtl() {
        return bin.resolve("pg_ctl").toString();
    }
}
