package dev.evenkeel.alertrouter.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Assumptions;

/** Debian's amtool, which renders templates with Go's engines: the oracle for ours. */
final class RealAmtool {

    private static final Path PROGRAM = Path.of("/usr/bin/amtool");

    private final Path folder;
    private final Path data;
    private final ZoneId zone;

    private RealAmtool(Path folder, Path data, ZoneId zone) {
        this.folder = folder;
        this.data = data;
        this.zone = zone;
    }

    /** The test is skipped on a machine without the Debian package {@code prometheus-alertmanager}. */
    static RealAmtool on(Path folder, String data) {
        return on(folder, data, ZoneId.of("UTC"));
    }

    /** The same somewhere else in the world. */
    static RealAmtool on(Path folder, String data, ZoneId zone) {
        Assumptions.assumeTrue(Files.isExecutable(PROGRAM), PROGRAM + " is not installed");
        try {
            Files.writeString(folder.resolve("empty.tmpl"), "\n");
            return new RealAmtool(folder, Files.writeString(folder.resolve("data.json"), data), zone);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it prints, or the error as {@code ERROR} with its message. */
    String render(String type, String text) {
        return render(type, text, List.of(folder.resolve("empty.tmpl")));
    }

    String render(String type, String text, List<Path> files) {
        var command = new ArrayList<>(List.of(
                PROGRAM.toString(),
                "template",
                "render",
                "--template.data=" + data,
                "--template.type=" + type,
                "--template.text=" + text));
        files.forEach(file -> command.add("--template.glob=" + file));
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("TZ", zone.getId());
            Process process = builder.start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() == 0) {
                return printed;
            }
            return "ERROR " + printed.replaceFirst("^amtool: error: ", "").stripTrailing();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
