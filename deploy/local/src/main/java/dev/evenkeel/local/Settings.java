package dev.evenkeel.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * How a suite was started, remembered in its data folder so that nobody has to repeat it.
 *
 * @param portBase the port of PostgreSQL; the services have the five after it
 * @param bind the address that the services listen on
 * @param nativePrograms whether they run as native executables
 */
record Settings(int portBase, String bind, boolean nativePrograms) {

    static final Settings DEFAULT = new Settings(7400, "127.0.0.1", false);

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What was remembered, if anything was. */
    static Optional<Settings> read(DataFolder data) {
        Path file = file(data);
        try {
            return Files.exists(file) ? Optional.of(JSON.readValue(file.toFile(), Settings.class)) : Optional.empty();
        } catch (IOException e) {
            throw new KeelException(file + " cannot be read (" + e.getMessage() + "); delete it", e);
        }
    }

    void remember(DataFolder data) {
        try {
            DataFolder.writePrivately(
                    file(data), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** These settings, changed by what was typed. */
    Settings with(Arguments typed) {
        return new Settings(
                typed.portBase().orElse(portBase), typed.bind().orElse(bind), typed.nativePrograms() || nativePrograms);
    }

    int port(Member member) {
        return member.port(portBase);
    }

    /** The address at which this machine reaches a service. */
    String url(Member member) {
        return "http://" + host() + ":" + port(member);
    }

    private String host() {
        return switch (bind) {
            case "0.0.0.0", "::", "*" -> "127.0.0.1";
            case String v6 when v6.contains(":") -> "[" + v6 + "]";
            default -> bind;
        };
    }

    private static Path file(DataFolder data) {
        return data.run().resolve("suite.json");
    }
}
