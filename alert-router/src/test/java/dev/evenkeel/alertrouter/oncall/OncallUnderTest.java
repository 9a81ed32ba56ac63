package dev.evenkeel.alertrouter.oncall;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.TreeMap;

import dev.evenkeel.alertrouter.config.FeatureFile;
import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.config.RouterConfigReader;
import dev.evenkeel.alertrouter.matching.MatcherSyntax;
import dev.evenkeel.alertrouter.template.TemplateSet;
import dev.evenkeel.platform.configuration.ConfigProblem;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.TestKeys;

/** What tests of on-call and escalation ask of the alert-router. */
public final class OncallUnderTest {

    private static final String RECEIVERS = """
            route: {receiver: everybody}
            receivers: [{name: everybody}, {name: anna-push}, {name: anna-phone}, {name: mail}]
            """;

    private OncallUnderTest() {}

    /** How {@code oncall.yaml} is read. */
    public static FeatureFile<OncallDirectory> file() {
        return new OncallProducer().file();
    }

    /** Reads {@code alertmanager.yml} and files of ours. */
    public static RouterConfigReader reader(List<FeatureFile<?>> features) {
        return new RouterConfigReader(
                Path.of("/etc/evenkeel"), features, TemplateSet.ofDefaults(Clock.systemUTC()), MatcherSyntax.FALLBACK);
    }

    /** What a reader makes of a text, and what is wrong with it. */
    public record Read(OncallDirectory directory, List<String> problems) {}

    /** Reads an {@code oncall.yaml} beside receivers named everybody, anna-push, anna-phone and mail. */
    public static Read read(String yaml) {
        RouterConfigReader reader = reader(List.of(file()));
        var live = new LiveConfiguration<RouterConfig>(reader, reader.read(List.of()), Clock.systemUTC());
        var files = new TreeMap<String, String>();
        files.put("alertmanager.yml", RECEIVERS);
        files.put("oncall.yaml", yaml);
        List<String> problems = live.load(files).problems().stream()
                .map(ConfigProblem::toString)
                .toList();
        return new Read(live.current().feature(OncallDirectory.class), problems);
    }

    /** Puts files in force in the running service, in the given order. */
    public static void apply(String name, String yaml) {
        TestKeys.as(Role.OPERATOR)
                .contentType("text/plain")
                .body(yaml)
                .put("/api/v1/configuration/files/" + name)
                .then()
                .statusCode(200);
    }

    /** Takes our own files out of the folder; the next test class puts its own configuration in force. */
    public static void forget() {
        try {
            for (String name : List.of("oncall.yaml", "escalation.yaml", "reports.yaml")) {
                Files.deleteIfExists(Path.of("target/test-configuration", name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
