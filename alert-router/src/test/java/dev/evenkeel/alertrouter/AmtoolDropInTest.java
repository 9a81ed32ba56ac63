package dev.evenkeel.alertrouter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.ServiceTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Alertmanager's client says the same whether it talks to a real Alertmanager or to ours. */
@ServiceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AmtoolDropInTest {

    private static final String CONFIGURATION = """
            global: {resolve_timeout: 7m, slack_api_url: 'https://hooks.slack.example/services/secret'}
            route:
              receiver: everything
              group_by: [alertname]
              group_wait: 1h
              routes:
              - matchers: [ 'severity=~"critical|page"', team!="nobody" ]
                receiver: pager
                continue: true
                group_by: ['...']
                mute_time_intervals: [nights]
              - match: {severity: critical}
                match_re: {team: "a|b"}
                receiver: team
                routes:
                - matchers: [job="db"]
            time_intervals:
            - name: nights
              time_intervals: [{times: [{start_time: '22:00', end_time: '24:00'}], weekdays: ['monday:friday'], location: Europe/Berlin}]
            inhibit_rules:
            - {source_matchers: [severity="critical"], target_matchers: [severity="warning"], equal: [cluster]}
            receivers:
            - name: everything
            - name: pager
              slack_configs: [{channel: '#alerts'}]
            - name: team
              webhook_configs: [{url: 'http://127.0.0.1:9/hook', http_config: {basic_auth: {username: a, password: secret}}}]
            """;

    private static final String ALERTS = "alertname=~Amt.*";

    private RealAlertmanager real;
    private Amtool theirs;
    private Amtool ours;
    private Amtool reporter;

    @BeforeEach
    void startBoth() {
        if (real == null) {
            real = RealAlertmanager.start(CONFIGURATION);
            theirs = Amtool.to(real);
            ours = Amtool.as(Role.ADMIN);
            reporter = Amtool.as(Role.INGEST);
        }
        RouterUnderTest.configure(CONFIGURATION);
    }

    @AfterAll
    void stop() {
        if (real != null) {
            real.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "config routes",
                "config routes show",
                "config routes test severity=critical team=a job=db",
                "config routes test severity=page --verify.receivers=pager",
                "config routes test severity=page --verify.receivers=team",
                "config routes test --tree severity=critical team=b",
                "config routes test",
                "cluster show",
                "alert query nonsense{",
                "alert query alertname=~(",
                "silence query alertname=~(",
                "silence add",
                "silence expire 0b7a1c5e-0000-4000-8000-000000000000x",
                "alert add"
            })
    void theSameIsSaid(String command) {
        String[] arguments = command.split(" ", -1);

        Amtool.Outcome outcome = (command.startsWith("alert add") ? reporter : ours).attempt(arguments);

        assertThat(outcome).isEqualTo(theirs.attempt(arguments));
    }

    @Test
    void whatIsShownOfTheConfigurationMeansTheSameToARealAlertmanager(@TempDir Path folder) throws IOException {
        String shown = ours.run("config", "show");
        Path file = Files.writeString(folder.resolve("alertmanager.yml"), shown);

        Amtool.Outcome checked = ours.attempt("check-config", file.toString());
        try (RealAlertmanager again = RealAlertmanager.start(shown.replace("<secret>", "https://hooks.example"))) {
            assertThat(withoutSecrets(Amtool.to(again).run("config", "show")))
                    .isEqualTo(withoutSecrets(theirs.run("config", "show")));
        }
        assertThat(shown).doesNotContain("services/secret");
        assertThat(checked.status()).as(checked.output()).isZero();
        assertThat(checked.output()).contains("SUCCESS", "1 inhibit rules", "3 receivers");
    }

    private static String withoutSecrets(String configuration) {
        return configuration.replaceAll("(password|slack_api_url|api_url|url): .*", "$1:");
    }

    @Test
    void alertsAreAddedAndFoundAlike() {
        for (Amtool amtool : List.of(theirs, reporter)) {
            amtool.run(
                    "alert",
                    "add",
                    "AmtoolOne",
                    "severity=info",
                    "note=a b",
                    "--annotation=summary=hello there",
                    "--generator-url=http://prometheus.example",
                    "--start=2026-01-02T03:04:05Z",
                    "--end=2036-01-02T03:04:05Z");
            amtool.run(
                    "alert",
                    "add",
                    "alertname=AmtoolTwo",
                    "severity=critical",
                    "--start=2026-01-02T03:04:06Z",
                    "--end=2036-01-02T03:04:05Z");
        }
        for (String query : List.of(
                "alert query " + ALERTS,
                "alert " + ALERTS + " severity=info",
                "alert query -o extended " + ALERTS,
                "alert query --active " + ALERTS,
                "alert query --silenced " + ALERTS,
                "alert query --inhibited " + ALERTS,
                "alert query --receiver=everything " + ALERTS,
                "alert query --receiver=pager " + ALERTS)) {
            assertThat(ours.run(query.split(" ", -1))).as(query).isEqualTo(theirs.run(query.split(" ", -1)));
        }
        assertThat(json(ours, "alert", "query", "-o", "json", ALERTS))
                .isEqualTo(json(theirs, "alert", "query", "-o", "json", ALERTS));
    }

    @Test
    void silencesAreMadeFoundChangedEndedAndImportedAlike(@TempDir Path folder) throws IOException {
        String about = "alertname=AmtoolSilence";
        for (Amtool amtool : List.of(theirs, ours)) {
            String id = amtool.run(
                            "silence",
                            "add",
                            about,
                            "env=~dev|test",
                            "team!=a",
                            "-c",
                            "trying",
                            "-a",
                            "me",
                            "--start=2036-01-02T03:04:05Z",
                            "--end=2036-02-02T03:04:05Z")
                    .strip();
            assertThat(amtool.run("silence", "query", about, "-q").strip()).isEqualTo(id);
            amtool.run("silence", "update", id, "--end=2036-03-02T03:04:05Z", "-c", "still trying");
        }
        compareSilences(about, "silence query " + about);
        compareSilences(about, "silence query -o extended " + about);
        compareSilences(about, "silence query --within=200000h " + about);
        compareSilences(about, "silence query --expired " + about);
        compareSilences(about, "silence query env=~dev|test");

        for (Amtool amtool : List.of(theirs, ours)) {
            String exported = amtool.run("silence", "query", about, "-o", "json");
            amtool.run(
                    "silence",
                    "expire",
                    amtool.run("silence", "query", about, "-q").strip());
            assertThat(amtool.run("silence", "query", about, "-q")).isBlank();
            Path file = Files.writeString(folder.resolve("silences.json"), exported);
            amtool.run("silence", "import", "--force", file.toString());
        }
        compareSilences(about, "silence query -o extended " + about);
    }

    private void compareSilences(String about, String query) {
        String[] arguments = query.split(" ", -1);

        assertThat(anonymous(ours.run(arguments))).as(about + ": " + query).isEqualTo(anonymous(theirs.run(arguments)));
    }

    /** Ids are everybody's own, and so is the moment of the last change. */
    private static String anonymous(String output) {
        return output.replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "<id>")
                .replaceAll("2026-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC", "<now>");
    }

    private static JsonArray json(Amtool amtool, String... arguments) {
        var found = new JsonArray(amtool.run(arguments));
        found.stream().map(JsonObject.class::cast).forEach(alert -> {
            alert.remove("updatedAt");
            // of newer versions only
            alert.getJsonObject("status").remove("mutedBy");
        });
        return found;
    }
}
