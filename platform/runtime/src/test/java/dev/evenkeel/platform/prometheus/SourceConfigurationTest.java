package dev.evenkeel.platform.prometheus;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.configuration.ConfigNode;
import dev.evenkeel.platform.configuration.ConfigProblem;
import dev.evenkeel.platform.configuration.ConfigProblems;
import dev.evenkeel.platform.configuration.Secret;
import dev.evenkeel.platform.configuration.YamlParser;

import static org.assertj.core.api.Assertions.assertThat;

class SourceConfigurationTest {

    private final ConfigProblems problems = new ConfigProblems();

    @Test
    void aTargetNeedsAJobAndAUrlAndTheRestHasDefaults() {
        ScrapeTarget target = SourceConfiguration.scrapeTarget(yaml("job: shop\nurl: http://shop_1:8080/metrics\n"));

        assertThat(problems.found()).isEmpty();
        assertThat(target)
                .isEqualTo(new ScrapeTarget(
                        "shop",
                        "http://shop_1:8080/metrics",
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(10),
                        Optional.empty(),
                        Map.of()));
    }

    @Test
    void aTargetInFull() {
        ScrapeTarget target = SourceConfiguration.scrapeTarget(yaml("""
                job: shop
                url: https://shop/metrics
                interval: 5s
                username: scraper
                password_env: SHOP_PASSWORD
                labels: {team: core, level: 3}
                """));

        assertThat(problems.found()).isEmpty();
        assertThat(target.timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(target.credentials())
                .hasValue(new Credentials.Basic("scraper", Secret.environment("SHOP_PASSWORD")));
        assertThat(target.identity().asMap())
                .isEqualTo(Map.of("job", "shop", "instance", "shop:443", "team", "core", "level", "3"));
    }

    @Test
    void aServerMayHaveAPrefixHeadersAndAToken() {
        PrometheusServer server = SourceConfiguration.prometheusServer(yaml("""
                url: https://mimir/prometheus/
                bearer_token_file: /run/secrets/mimir
                headers: {X-Scope-OrgID: tenant}
                timeout: 1m
                """));

        assertThat(problems.found()).isEmpty();
        assertThat(server.url()).isEqualTo("https://mimir/prometheus");
        assertThat(server.headers()).containsExactly(Map.entry("X-Scope-OrgID", "tenant"));
        assertThat(server.timeout()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void everyMistakeIsReportedAtItsPlace() {
        SourceConfiguration.scrapeTarget(yaml("""
                job: shop
                url: http://user:hidden@shop/
                interval: 5s
                timeout: 6s
                username: scraper
                scheme: https
                """));
        SourceConfiguration.prometheusServer(yaml("url: http://p/?x\nheaders: {\"a b\": c}\n"));

        assertThat(reasons()).hasSize(6).noneMatch(reason -> reason.contains("hidden"));
        assertThat(problems.found()).extracting(ConfigProblem::path).contains("url", "timeout", "scheme", "headers");
    }

    private List<String> reasons() {
        return problems.found().stream().map(ConfigProblem::toString).toList();
    }

    private ConfigNode yaml(String text) {
        return YamlParser.parse("sources.yaml", text, problems).getFirst().root();
    }
}
