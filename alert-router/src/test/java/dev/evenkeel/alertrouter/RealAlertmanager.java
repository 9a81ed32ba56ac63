package dev.evenkeel.alertrouter;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.evenkeel.testing.RealProgram;

/** Debian's Alertmanager on a free port: the oracle for everything in which alert-router has to be the same. */
public final class RealAlertmanager implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/bin/prometheus-alertmanager");
    private static final String FILE = "alertmanager.yml";

    private final RealProgram program;

    private RealAlertmanager(RealProgram program) {
        this.program = program;
    }

    /** An answer, of which a drop-in has to give the same. */
    public record Answer(int status, String contentType, String body) {}

    /** Starts one; the test is skipped on a machine without the Debian package {@code prometheus-alertmanager}. */
    public static RealAlertmanager start(String configuration) {
        return new RealAlertmanager(RealProgram.start(
                PROGRAM,
                Map.of(FILE, configuration),
                (folder, address) -> List.of(
                        "--config.file=" + folder.resolve(FILE),
                        "--storage.path=" + folder.resolve("data"),
                        "--web.listen-address=" + address,
                        "--cluster.listen-address=")));
    }

    public Answer get(String path) {
        return send(program.request(path));
    }

    public Answer post(String path, String body) {
        return send(program.request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Changes its file and has it read again. */
    public void reload(String configuration) {
        program.reload(FILE, configuration);
    }

    public URI url(String path) {
        return program.url(path);
    }

    /**
     * What an answer to bad input says since 0.34, where that is not what Debian's 0.25 says: silences are refused in other
     * words, and each of several bad alerts has a line to itself.
     */
    public static String inNewWords(String body) {
        return body.replace("\"silence invalid: invalid label matcher ", "\"invalid silence: invalid label matcher ")
                .replaceAll("(\"invalid silence: invalid label matcher \\d+):", "$1 in set 0:")
                .replace("\"silence invalid: at least one", "\"invalid silence: matcher set 0: at least one")
                .replace("; ", "\\n");
    }

    private Answer send(HttpRequest.Builder request) {
        HttpResponse<String> answer = program.send(request);
        return new Answer(
                answer.statusCode(), answer.headers().firstValue("Content-Type").orElse(""), answer.body());
    }

    @Override
    public void close() {
        program.close();
    }
}
