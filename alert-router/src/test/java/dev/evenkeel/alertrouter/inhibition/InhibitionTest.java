package dev.evenkeel.alertrouter.inhibition;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.inhibition.Inhibition.Source;
import dev.evenkeel.alertrouter.inhibition.Inhibition.Sources;
import dev.evenkeel.alertrouter.matching.MatcherSyntax;
import dev.evenkeel.alertrouter.matching.Matchers;
import dev.evenkeel.platform.series.Labels;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class InhibitionTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void aSourceInhibitsTargetsThatAgreeInTheEqualLabels() {
        var inhibition = new Inhibition(List.of(rule("a=\"x\"", "b=\"y\"", "c")));
        Alert source = alert(Labels.of("a", "x", "c", "1"));
        var firing = index(inhibition, List.of(source));

        assertThat(inhibition.inhibiting(Labels.of("b", "y", "c", "1"), firing)).contains(source.fingerprint());
        assertThat(inhibition.inhibiting(Labels.of("b", "y", "c", "2"), firing)).isEmpty();
        assertThat(inhibition.inhibiting(Labels.of("b", "y"), firing)).isEmpty();
        assertThat(inhibition.inhibiting(Labels.of("b", "z", "c", "1"), firing)).isEmpty();
    }

    @Test
    void theKeyOfARuleIsAlwaysTheSame() {
        InhibitRule rule = rule("b=~\"x|y\",a=\"x\"", "c!=\"\"", "n", "m");

        assertThat(rule.key(Labels.of("n", "1\n2")))
                .isEqualTo(
                        UUID.nameUUIDFromBytes("{a=\"x\",b=~\"x|y\"} inhibits {c!=\"\"}\nm=\nn=1\n 2".getBytes(UTF_8)));
        assertThat(rule)
                .hasToString("InhibitRule[name=, source={a=\"x\",b=~\"x|y\"}, target={c!=\"\"}, equal=[m, n]]")
                .isEqualTo(rule("a=\"x\",b=~\"x|y\"", "c!=\"\"", "m", "n"))
                .isNotEqualTo(rule("a=\"x\",b=~\"x|y\"", "c!=\"\"", "m"));
    }

    @Test
    void alertsThatFulfilBothSidesInhibitNeitherThemselvesNorEachOther() {
        var inhibition = new Inhibition(List.of(rule("a=\"x\"", "a=~\"x|y\"")));
        Alert one = alert(Labels.of("a", "x", "n", "1"));
        Alert two = alert(Labels.of("a", "x", "n", "2"));
        var firing = index(inhibition, List.of(one, two));

        assertThat(inhibition.inhibiting(one.labels(), firing)).isEmpty();
        assertThat(inhibition.inhibiting(two.labels(), firing)).isEmpty();
        assertThat(inhibition.inhibiting(Labels.of("a", "y"), firing)).isPresent();
    }

    /** The index must not be seen from outside: it says what comparing every alert with every other says. */
    @Property
    void theIndexSaysWhatComparingAllAlertsSays(
            @ForAll("alerts") List<Labels> all, @ForAll("alerts") List<Labels> targets) {
        List<InhibitRule> rules = List.of(rule("a=\"x\"", "b=~\"x|y\"", "c"), rule("c!=\"\"", "a=\"x\""));
        var inhibition = new Inhibition(rules);
        List<Alert> alerts = all.stream().map(InhibitionTest::alert).toList();
        var firing = index(inhibition, alerts);

        for (Labels target : targets) {
            boolean expected =
                    rules.stream().anyMatch(rule -> all.stream().anyMatch(source -> inhibits(rule, source, target)));
            assertThat(inhibition.inhibiting(target, firing).isPresent()).isEqualTo(expected);
        }
    }

    private static boolean inhibits(InhibitRule rule, Labels source, Labels target) {
        boolean spared = rule.source().match(target) && rule.target().match(source);
        return rule.source().match(source)
                && rule.target().match(target)
                && !spared
                && rule.equal().stream().allMatch(label -> source.get(label).equals(target.get(label)));
    }

    @Provide
    Arbitrary<List<Labels>> alerts() {
        return Arbitraries.maps(Arbitraries.of("a", "b", "c"), Arbitraries.of("x", "y", "z\n=", "z"))
                .map((Map<String, String> pairs) -> Labels.of(pairs))
                .list()
                .ofMaxSize(8);
    }

    private static InhibitRule rule(String source, String target, String... equal) {
        return new InhibitRule(
                "",
                new Matchers(MatcherSyntax.FALLBACK.parseList(source)),
                new Matchers(MatcherSyntax.FALLBACK.parseList(target)),
                new TreeSet<>(Set.of(equal)));
    }

    private static Map<UUID, Sources> index(Inhibition inhibition, List<Alert> alerts) {
        Map<UUID, Sources> index = new HashMap<>();
        for (Source source : inhibition.sources(alerts)) {
            var found = Optional.of(source.fingerprint());
            index.merge(
                    source.key(),
                    source.bothSides() ? new Sources(Optional.empty(), found) : new Sources(found, Optional.empty()),
                    (one, other) -> new Sources(
                            one.oneSide().or(other::oneSide), one.bothSides().or(other::bothSides)));
        }
        return index;
    }

    private static Alert alert(Labels labels) {
        return Alert.of(labels, Map.of(), NOW, NOW.plusSeconds(60), "", NOW, false);
    }
}
