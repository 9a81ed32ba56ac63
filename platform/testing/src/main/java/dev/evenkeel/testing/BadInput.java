package dev.evenkeel.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;

import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.ApiOperations.Operation;

/**
 * Sends what makes no sense to every operation that the running service describes in its OpenAPI document, and notes each
 * answer that is not a clear one: a 5xx, an error in another form than the path calls for, a stack trace or the name of
 * a class in it, malformed JSON that was taken, a key that nobody knows and that opened a door, a refusal that left something
 * behind in the database.
 *
 * <pre>
 * &#64;ServiceTest
 * class BadInputTest {
 *     &#64;Test
 *     void whateverIsSentIsAnsweredClearly() {
 *         assertThat(BadInput.sentToEveryOperation()).isEmpty();
 *     }
 * }
 * </pre>
 */
public final class BadInput {

    private static final int TOO_LARGE = 10 * 1024 * 1024;
    private static final int REPETITIONS = 5;

    /** It tells of what people tried in vain, too. */
    private static final String AUDIT_LOG = "audit_entry (insert)";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Paths with a contract of their own, whose errors are plain JSON. */
    private static final List<String> CONTRACTS = List.of("/api/v2", "/prometheus/api/v1");

    private static final Pattern LEAK = Pattern.compile(
            "\\bat [a-z][\\w.$]+\\(\\w+\\.java|\\b(?:java|jakarta|javax|io|com|org|dev)\\.[a-z0-9_.]+\\.[A-Z]\\w+|\\w+Exception\\b");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String server = "http://127.0.0.1:" + RestAssured.port;
    private final WrittenTables written = WrittenTables.watch();
    private final Set<String> findings = new LinkedHashSet<>();
    private final Set<String> retired;
    private int sent;

    private BadInput(Set<String> retired) {
        this.retired = retired;
    }

    /** @return what was not answered as it should be, a line each */
    public static List<String> sentToEveryOperation() {
        return sentToEveryOperation(Set.of());
    }

    /**
     * @param retired paths that are no operations, and that say so in plain JSON as a contract wants it; paths with
     *     {@code ..} lead there
     * @return what was not answered as it should be, a line each
     */
    public static List<String> sentToEveryOperation(Set<String> retired) {
        BadInput input = new BadInput(retired);
        try (input.written) {
            List<Operation> operations = new ApiOperations(input.document()).all();
            if (operations.size() < 10) {
                throw new AssertionError("The OpenAPI document describes " + operations.size() + " operations only");
            }
            operations.forEach(operation -> input.tryOut(operation, operations));
            input.forgetFailedAttempts();
        }
        return List.copyOf(input.findings);
    }

    private String document() {
        return TestKeys.as(Role.ADMIN)
                .when()
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private void tryOut(Operation operation, List<Operation> all) {
        String path = sensible(operation.path());
        Role role = roleFor(operation, path);
        wrongKeys(operation, path);
        wrongPaths(operation, role);
        wrongQueries(operation, path, role);
        wrongHeaders(operation, path, role);
        ApiOperations.othersThan(all, operation.path())
                .forEach(method -> expect(operation, call(method, path, role), "the method " + method, 0));
        if (operation.takesBody()) {
            wrongBodies(operation, withoutEffect(operation, path), role);
        }
    }

    /** A document gets past its name to whoever reads it, and is not kept should it make sense after all. */
    private static String withoutEffect(Operation operation, String path) {
        return operation.queryParameters().contains("dryRun") ? path + ".yaml?dryRun=true" : path;
    }

    /** The admin may do everything but send signals. */
    private Role roleFor(Operation operation, String path) {
        HttpRequest.Builder request = call(operation.method(), path, Role.ADMIN);
        if (operation.takesBody()) {
            request = body(operation, path, Role.ADMIN, first(operation), "{");
        }
        return send(request).statusCode() == 403 ? Role.INGEST : Role.ADMIN;
    }

    private void wrongKeys(Operation operation, String path) {
        boolean open = send(open(operation.method(), path)).statusCode() != 401;
        // Whoever tries too often has to wait, which is another question.
        TestClock.advance(Duration.ofHours(1));
        for (String header : BadValues.AUTHORIZATIONS) {
            expect(
                    operation,
                    open(operation.method(), path).header("Authorization", header),
                    "the key " + header,
                    open ? 0 : 401);
        }
    }

    /** The next test finds an address that has failed once, at most, and not as often as it may. */
    private void forgetFailedAttempts() {
        TestClock.advance(Duration.ofHours(1));
        send(open("GET", "/api/v1/configuration").header("Authorization", "Bearer ek_wrong"));
    }

    private void wrongPaths(Operation operation, Role role) {
        for (String parameter : operation.pathParameters()) {
            for (String value : BadValues.ENCODED) {
                String path = sensible(operation.path().replace("{" + parameter + "}", value));
                expect(operation, withExample(operation, path, role), parameter + " " + value, 0);
            }
        }
    }

    private void wrongQueries(Operation operation, String path, Role role) {
        Set<String> names = new LinkedHashSet<>(operation.queryParameters());
        if (CONTRACTS.stream().anyMatch(path::startsWith)) {
            names.addAll(BadValues.CONTRACT_PARAMETERS);
        }
        for (String name : names) {
            for (String value : BadValues.ENCODED) {
                String query = "?" + name.replace("[", "%5B").replace("]", "%5D") + "=" + value;
                expect(operation, withExample(operation, path + query, role), query, 0);
            }
        }
        for (String value : BadValues.ENCODED) {
            expect(
                    operation,
                    withExample(operation, path + "?nobody-knows-this=" + value, role),
                    "an unknown parameter",
                    0);
        }
    }

    private void wrongHeaders(Operation operation, String path, Role role) {
        for (String[] header : BadValues.HEADERS) {
            HttpRequest.Builder request = withExample(operation, path, role).header(header[0], header[1]);
            expect(operation, request, header[0] + ": " + header[1], 0);
        }
    }

    private void wrongBodies(Operation operation, String path, Role role) {
        for (String type : operation.bodies().keySet()) {
            boolean json = type.contains("json");
            for (String text : json ? BadValues.NO_JSON : BadValues.NO_YAML) {
                HttpRequest.Builder request = body(operation, path, role, type, text);
                expect(operation, request, type + " " + text, json ? 400 : 0);
            }
            for (String text : BadValues.OTHER_JSON) {
                expect(operation, body(operation, path, role, type, text), type + " " + text, 0);
            }
            for (JsonNode mutant : BadValues.mutantsOf(operation.bodies().get(type))) {
                expect(operation, body(operation, path, role, type, mutant.toString()), type + " " + mutant, 0);
            }
        }
        for (String type : BadValues.CONTENT_TYPES) {
            expect(operation, body(operation, path, role, type, "{}"), "the content type " + type, 0);
        }
        byte[] large = new byte[TOO_LARGE];
        Arrays.fill(large, (byte) ' ');
        expect(
                operation,
                call(operation.method(), path, role)
                        .header("Content-Type", concrete(first(operation)))
                        .method(operation.method(), BodyPublishers.ofByteArray(large)),
                "10 MB",
                413);
    }

    private HttpRequest.Builder withExample(Operation operation, String path, Role role) {
        return operation.takesBody()
                ? body(
                        operation,
                        path,
                        role,
                        first(operation),
                        operation.bodies().get(first(operation)).toString())
                : call(operation.method(), path, role);
    }

    private HttpRequest.Builder body(Operation operation, String path, Role role, String type, String text) {
        return call(operation.method(), path, role)
                .header("Content-Type", concrete(type))
                .method(operation.method(), BodyPublishers.ofString(text, StandardCharsets.UTF_8));
    }

    private static String first(Operation operation) {
        return operation.bodies().keySet().iterator().next();
    }

    private static String concrete(String type) {
        return type.contains("*") ? "application/json" : type;
    }

    private HttpRequest.Builder call(String method, String path, Role role) {
        return open(method, path).header("Authorization", "Bearer " + TestKeys.of(role));
    }

    private HttpRequest.Builder open(String method, String path) {
        return HttpRequest.newBuilder(URI.create(server + path))
                .timeout(PATIENCE)
                .method(method, BodyPublishers.noBody());
    }

    private static String sensible(String path) {
        return path.replaceAll("\\{[^}]*}", "x");
    }

    /** @param status that is needed; 400 stands for any 4xx, 0 for anything but a 5xx */
    private void expect(Operation operation, HttpRequest.Builder request, String what, int status) {
        written.sinceLastAsked();
        HttpResponse<String> answer = send(request);
        List<String> wrong = new ArrayList<>();
        int got = answer.statusCode();
        if (got >= 500) {
            wrong.add("is answered with " + got);
        } else if (status == 400 ? got / 100 != 4 : status != 0 && got != status) {
            wrong.add("is answered with " + got + " and not with " + status);
        }
        if (got >= 400) {
            wrong.addAll(defectsOf(answer, what));
            leftBehind(request)
                    .ifPresent(tables -> wrong.add("is refused with " + got + " and has written to " + tables));
        }
        String shown = what.length() > 120 ? what.substring(0, 120) + "…" : what;
        for (String defect : wrong) {
            findings.add(operation.name() + " with " + shown + ": " + defect);
        }
    }

    /**
     * What a refused request has written. The service's own tasks write at any time, so that a write counts only if it is
     * seen with every repetition.
     */
    private Optional<Set<String>> leftBehind(HttpRequest.Builder request) {
        Set<String> tables = written.sinceLastAsked();
        tables.removeIf(AUDIT_LOG::equals);
        for (int again = 1; again < REPETITIONS && !tables.isEmpty(); again++) {
            send(request);
            tables.retainAll(written.sinceLastAsked());
        }
        return tables.isEmpty() ? Optional.empty() : Optional.of(tables);
    }

    private boolean hasContract(String path) {
        String meant = URI.create(path.replaceAll("(?i)%2e", ".")).normalize().getPath();
        return CONTRACTS.stream().anyMatch(path::startsWith) || retired.contains(meant);
    }

    private List<String> defectsOf(HttpResponse<String> answer, String sent) {
        List<String> defects = new ArrayList<>();
        String body = answer.body();
        String path = answer.request().uri().getRawPath();
        String type = answer.headers().firstValue("Content-Type").orElse("none");
        boolean contract = hasContract(path);
        if (!type.startsWith(contract ? "application/json" : "application/problem+json")) {
            defects.add("the error is of the type " + type);
        }
        // What the request said itself may be said back to it.
        if (LEAK.matcher(body).results().anyMatch(leak -> !sent.contains(leak.group()))) {
            defects.add("the error tells of our insides: " + body.substring(0, Math.min(300, body.length())));
        }
        try {
            JsonNode json = JSON.readTree(body);
            if (!contract && json.path("status").asInt() != answer.statusCode()) {
                defects.add("the problem has another status than the answer");
            }
        } catch (JsonProcessingException malformed) {
            defects.add("the error is no JSON");
        }
        return defects;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        sent++;
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "request " + sent + ", " + request.build().uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
