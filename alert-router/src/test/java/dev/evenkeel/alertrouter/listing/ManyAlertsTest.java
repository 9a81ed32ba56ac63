package dev.evenkeel.alertrouter.listing;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestDatabase;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;

/** The pages, where more alerts fire than can be looked through for each of them. */
@ServiceTest
class ManyAlertsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Pattern NEXT = Pattern.compile("after=([^\"&]+)\"");

    @BeforeEach
    void nothingFires() throws SQLException {
        TestClock.set(NOW);
        RouterUnderTest.configure("{route: {receiver: nobody}, receivers: [{name: nobody}]}");
        TestDatabase.ofRunningService().execute("TRUNCATE alert, alert_group, further_membership");
    }

    @AfterAll
    static void leaveNothing() throws SQLException {
        TestDatabase.ofRunningService().execute("TRUNCATE alert");
        TestClock.advance(Duration.ofMinutes(1));
    }

    @Test
    void whatTheStartPageSaysOfManyAlertsIsSecondsOld() throws SQLException {
        fire(1, 10_000);
        assertThat(firingOnTheStartPage()).isEqualTo(10_000);

        fire(10_001, 10_001);

        assertThat(firingOnTheStartPage()).isEqualTo(10_000);
        TestClock.advance(Duration.ofSeconds(5));
        assertThat(firingOnTheStartPage()).isEqualTo(10_001);
    }

    @Test
    void whatItSaysOfFewIsAsItIs() throws SQLException {
        fire(1, 9_998);
        assertThat(firingOnTheStartPage()).isEqualTo(9_998);

        fire(9_999, 9_999);

        assertThat(firingOnTheStartPage()).isEqualTo(9_999);
    }

    @Test
    void aSearchGoesThroughTwentyThousandAndTheNextPageGoesOn() throws SQLException {
        fire(1, 25_000);

        List<Integer> found = new ArrayList<>();
        String page = list("i=~\".*500\"", "");
        found.addAll(shown(page));
        assertThat(found).hasSize(20).startsWith(24_500, 23_500).endsWith(5_500);
        Matcher next = NEXT.matcher(page);
        assertThat(next.find()).isTrue();
        String rest = list("i=~\".*500\"", URLDecoder.decode(next.group(1), StandardCharsets.UTF_8));
        found.addAll(shown(rest));

        assertThat(found).hasSize(25).endsWith(1_500, 500);
        assertThat(NEXT.matcher(rest).find()).isFalse();
    }

    /** One after the other, a second apart. */
    private static void fire(int from, int to) throws SQLException {
        TestDatabase.ofRunningService().execute("""
                INSERT INTO alert (fingerprint, labels, annotations, generator_url, starts_at, ends_at, updated_at, end_assumed)
                SELECT n * 7919 %% 1000003, '{"alertname":"Many","i":"' || n || '"}', '{}', '',
                    timestamptz '%1$s' - interval '1 day' + n * interval '1 second', timestamptz '%1$s' + interval '1 day',
                    '%1$s', false
                FROM generate_series(%2$d, %3$d) AS n
                """.formatted(NOW, from, to));
    }

    private static int firingOnTheStartPage() {
        String page = TestKeys.as(Role.VIEWER)
                .get("/")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .replaceAll("<[^>]*>", " ")
                .replaceAll("\\s+", " ");
        Matcher tile = Pattern.compile("Alerts ([0-9,]+) firing now").matcher(page);
        assertThat(tile.find()).as(page).isTrue();
        return Integer.parseInt(tile.group(1).replace(",", ""));
    }

    private static String list(String matchers, String after) {
        return TestKeys.as(Role.VIEWER)
                .queryParam("matchers", matchers)
                .queryParam("after", after)
                .get("/alerts")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static List<Integer> shown(String page) {
        return Pattern.compile("i=(?:&quot;|\")([0-9]+)(?:&quot;|\")\\}")
                .matcher(page)
                .results()
                .map(shown -> Integer.valueOf(shown.group(1)))
                .toList();
    }
}
