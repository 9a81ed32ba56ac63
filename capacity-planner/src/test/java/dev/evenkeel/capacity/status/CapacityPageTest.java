package dev.evenkeel.capacity.status;

import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

import jakarta.inject.Inject;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.common.http.TestHTTPResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.evenkeel.platform.configuration.ConfigurationService;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.BrowserPages;
import dev.evenkeel.testing.BrowserPages.Window;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.Tasks;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestDatabase;
import dev.evenkeel.testing.TestKeys;

import static dev.evenkeel.testing.TestKeys.startPage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

@ServiceTest
class CapacityPageTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final double GIB = 1L << 30;
    private static BrowserPages browser;

    @TestHTTPResource("/")
    URI service;

    @Inject
    ConfigurationService configuration;

    /** A disk that fills, a pool with the rhythm of the day, a volume that is full, and one that was just added. */
    @BeforeEach
    void resourcesWithAPast() throws IOException, SQLException {
        TestClock.set(NOW);
        assertThat(configuration.apply("capacity.yaml", """
                        sources:
                          - { name: node, scrape: { job: node, url: "http://127.0.0.1:9/metrics" } }
                        resources:
                          - { name: shop-disk, display_name: Disk of the shop, service: shop, unit: bytes, source: node,
                              usage: x, limit: 107374182400, horizon: 14d, warn_within: 10d, settle: 0s }
                          - { name: shop-connections, display_name: Connections to the database, service: shop,
                              unit: connections, source: node, usage: x, limit: 200, horizon: 3d, settle: 0s }
                          - { name: archive-volume, display_name: Archive, service: archive, unit: bytes, source: node,
                              usage: x, limit: 107374182400, horizon: 3d, settle: 0s, saturation: 0.9 }
                          - { name: new-queue, display_name: Queue that was just added, service: shop, unit: messages,
                              source: node, usage: x, limit: 1000, settle: 0s }
                        """)).isEmpty();
        Random noise = new Random(42);
        past("shop-disk", 14 * 24, 100 * GIB, hour -> (30 + 0.1 * hour + 2 * noise.nextGaussian()) * GIB);
        past(
                "shop-connections",
                10 * 24,
                200,
                hour -> 90 + 45 * Math.sin(hour / 24 * 2 * Math.PI) + 12 * noise.nextGaussian());
        past("archive-volume", 5 * 24, 100 * GIB, hour -> (85 + 0.07 * hour) * GIB);
        past("new-queue", 1, 1000, hour -> 20 * hour);
        Tasks.run("capacity-evaluation");
    }

    @AfterAll
    static void stopBrowser() {
        if (browser != null) {
            browser.close();
            browser = null;
        }
    }

    @Test
    void thePageSaysInWordsWhatTheChartsShow() {
        startPage()
                .body(containsString("Disk of the shop"))
                .body(containsString(" of 100 GiB used. Reaches 80 % of the limit"))
                .body(containsString("Expected to be saturated"))
                .body(containsString("A forecast needs some history first: there are 11 of 24 values."));
    }

    @ParameterizedTest
    @CsvSource({"DESKTOP,LIGHT", "DESKTOP,DARK", "PHONE,LIGHT", "PHONE,DARK"})
    void thePageCanBeLookedAtInEveryWindowAndTheme(Window window, ColorScheme scheme) {
        if (browser == null) {
            browser = BrowserPages.of(service);
        }
        Page page = browser.newPage(window, scheme);
        page.setDefaultTimeout(8000);
        List<String> errors = BrowserPages.errorsOf(page);
        page.navigate("/");
        BrowserPages.signIn(page, TestKeys.of(Role.VIEWER));

        page.waitForSelector("canvas");

        BrowserPages.screenshot(page, ("capacity-" + window + "-" + scheme).toLowerCase(Locale.ROOT));
        assertThat(page.locator("canvas").count()).isEqualTo(4);
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        assertThat(errors).isEmpty();
    }

    /** @param used by hours since the first sample */
    private static void past(String resource, int hours, double limit, DoubleUnaryOperator used) throws SQLException {
        Duration step = Duration.ofMinutes(5);
        int samples = hours * 12;
        try (Connection connection = TestDatabase.ofRunningService().connect();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO usage_sample VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
            for (int i = 0; i < samples; i++) {
                insert.setString(1, resource);
                insert.setObject(
                        2, NOW.minus(step.multipliedBy(samples - 1L - i)).atOffset(ZoneOffset.UTC));
                insert.setDouble(3, used.applyAsDouble(i / 12.0));
                insert.setDouble(4, limit);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
