package dev.evenkeel.alertrouter.escalation;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.config.FeatureFile;
import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.escalation.policy.EscalationRules;
import dev.evenkeel.alertrouter.escalation.policy.Level;
import dev.evenkeel.alertrouter.escalation.policy.Policy;
import dev.evenkeel.alertrouter.escalation.policy.Target;
import dev.evenkeel.alertrouter.escalation.policy.Urgency;
import dev.evenkeel.alertrouter.incident.Severity;
import dev.evenkeel.alertrouter.matching.MatcherSyntax;
import dev.evenkeel.alertrouter.oncall.OncallUnderTest;
import dev.evenkeel.platform.configuration.ConfigProblem;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.series.Labels;

import static org.assertj.core.api.Assertions.assertThat;

class EscalationReaderTest {

    private static final String ALERTMANAGER = """
            route: {receiver: pager}
            receivers: [{name: pager}, {name: chat}, {name: anna-push}]
            time_intervals:
            - name: office
              time_intervals: [{weekdays: ['monday:friday']}]
            """;

    private static final String ONCALL = """
            people: [{name: anna, contacts: [{name: push, receiver: anna-push}]}, {name: ben}]
            teams: [{name: platform, members: [anna, ben]}]
            schedules:
            - {name: primary, time_zone: UTC, layers: [{people: [anna], rotation: weekly, starts: 2026-03-02}]}
            """;

    private record Read(EscalationRules rules, List<String> problems) {}

    @Test
    void aDocumentIsReadAsItIsWritten() {
        Read read = read("""
                urgencies: {warning: high}
                policies:
                - name: database
                  levels:
                  - {targets: [{schedule: primary}]}
                  - {name: seniors, after: 15m, severities: [critical], during: [office], targets: [{team: platform}, {user: anna}]}
                  - {after: 30m, outside: [office], targets: [{receiver: chat}]}
                  repeat: {times: 3, every: 1h}
                - {name: default, levels: [{targets: [{receiver: chat}]}]}
                rules:
                - {matchers: [team="test"], escalate: false}
                - {matchers: [service=~"db.*", team!="x"], severities: [critical, warning], receivers: [pager], policy: database}
                - {policy: default}
                notification_rules:
                - {people: [anna], high: [{contact: push}], low: [{contact: push, after: 5m, during: [office]}]}
                """);

        assertThat(read.problems()).isEmpty();
        Policy database = read.rules().policies().get("database");
        assertThat(database.levels()).extracting(Level::name).containsExactly("L1", "seniors", "L3");
        assertThat(database.levels())
                .extracting(Level::after)
                .containsExactly(Duration.ZERO, Duration.ofMinutes(15), Duration.ofMinutes(30));
        assertThat(database.level(1).targets()).containsExactly(new Target.OfTeam("platform"), new Target.User("anna"));
        assertThat(database.steps()).isEqualTo(12);
        assertThat(read.rules().urgency(Severity.WARNING)).isEqualTo(Urgency.HIGH);
        assertThat(read.rules().urgency(Severity.INFO)).isEqualTo(Urgency.LOW);
        assertThat(policyFor(read, "pager", Severity.CRITICAL, "service", "db-1"))
                .contains("database");
        assertThat(policyFor(read, "chat", Severity.CRITICAL, "service", "db-1"))
                .contains("default");
        assertThat(policyFor(read, "pager", Severity.INFO, "service", "db-1")).contains("default");
        assertThat(policyFor(read, "pager", Severity.CRITICAL, "team", "test")).isEmpty();
        assertThat(read.rules().ruleFor("anna")).isPresent();
        assertThat(read.rules().ruleFor("ben")).isEmpty();
    }

    @Test
    void everyMistakeIsNamedWithItsLine() {
        List<String> problems = read("""
                urgencies: {terrible: high, critical: very}
                policies:
                - {name: a, levels: []}
                - {name: a, levels: [{after: 5m, targets: [{user: zoe}]}, {after: 1m, targets: []}]}
                - {name: b, levels: [{targets: [{user: anna, team: platform}]}], repeat: {times: 1, every: 1m}}
                - {name: c, levels: [{after: 1h, during: [nights], targets: [{receiver: none}]}], repeat: {times: 0, every: 30m}}
                rules:
                - {matchers: ['a=~"("'], policy: z}
                - {}
                - {policy: a, escalate: false}
                notification_rules:
                - {people: [ben], high: [{contact: push}], medium: []}
                """).problems();

        assertThat(String.join("\n", problems))
                .contains("escalation.yaml:1", "terrible", "must be one of low, high")
                .contains("has 0 levels", "second policy named 'a'", "names 'zoe', which is not a person")
                .contains("before the level above it", "needs at least one target", "one of user, schedule, team and")
                .contains("names 'nights', which is not a time interval", "names 'none', which is not a receiver")
                .contains("from 1 to 100", "later than the last level", "names 'z', which is not one of the policies")
                .contains("either a policy, or escalate: false", "not a contact of ben", "medium");
    }

    @Test
    void aFileThatNamesWhatAnotherFileLostIsRefusedWithIt() {
        var files = new TreeMap<String, String>();
        files.put("alertmanager.yml", "route: {receiver: r}\nreceivers: [{name: r}]");
        files.put("escalation.yaml", "policies: [{name: a, levels: [{targets: [{receiver: pager}]}]}]");

        List<String> problems = problems(files);

        assertThat(problems).hasSize(1);
        assertThat(problems.getFirst()).startsWith("escalation.yaml:1");
    }

    @Test
    void matchersAreReadInTheConfiguredSyntax() {
        String rules = """
                policies: [{name: a, levels: [{targets: [{receiver: chat}]}]}]
                rules: [{matchers: ['"service name"="db"'], policy: a}]
                """;

        Read utf8 = read(rules, MatcherSyntax.UTF8);
        Read classic = read(rules, MatcherSyntax.CLASSIC);

        assertThat(utf8.problems()).isEmpty();
        assertThat(policyFor(utf8, "pager", Severity.INFO, "service name", "db"))
                .contains("a");
        assertThat(classic.problems()).singleElement().asString().startsWith("escalation.yaml:2");
    }

    @Test
    void withoutTheFileNothingIsEscalated() {
        assertThat(EscalationRules.none().policyFor("r", Severity.CRITICAL, List.of()))
                .isEmpty();
        assertThat(EscalationRules.none().urgency(Severity.CRITICAL)).isEqualTo(Urgency.HIGH);
    }

    private static Optional<String> policyFor(Read read, String receiver, Severity severity, String... labels) {
        return read.rules()
                .policyFor(receiver, severity, List.of(Labels.of(labels)))
                .map(Policy::name);
    }

    private static Read read(String escalation) {
        return read(escalation, MatcherSyntax.FALLBACK);
    }

    private static Read read(String escalation, MatcherSyntax syntax) {
        var files = new TreeMap<String, String>();
        files.put("alertmanager.yml", ALERTMANAGER);
        files.put("oncall.yaml", ONCALL);
        files.put("escalation.yaml", escalation);
        LiveConfiguration<RouterConfig> live = live(syntax);
        List<String> problems = live.load(files).problems().stream()
                .map(ConfigProblem::toString)
                .toList();
        return new Read(live.current().feature(EscalationRules.class), problems);
    }

    private static List<String> problems(SortedMap<String, String> files) {
        return live(MatcherSyntax.FALLBACK).load(files).problems().stream()
                .map(ConfigProblem::toString)
                .toList();
    }

    private static LiveConfiguration<RouterConfig> live(MatcherSyntax syntax) {
        List<FeatureFile<?>> features = List.of(OncallUnderTest.file(), new EscalationProducer().file(syntax));
        var reader = OncallUnderTest.reader(features);
        return new LiveConfiguration<>(reader, reader.read(List.of()), Clock.systemUTC());
    }
}
