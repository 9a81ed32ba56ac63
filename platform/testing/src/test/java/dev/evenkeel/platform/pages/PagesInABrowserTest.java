package dev.evenkeel.platform.pages;

import java.net.URI;
import java.util.List;
import java.util.Locale;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.common.http.TestHTTPResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.BrowserPages;
import dev.evenkeel.testing.BrowserPages.Window;
import dev.evenkeel.testing.PageInspection;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class PagesInABrowserTest {

    private static BrowserPages browser;

    @TestHTTPResource("/")
    URI service;

    @BeforeEach
    void startBrowser() {
        if (browser == null) {
            browser = BrowserPages.of(service);
        }
    }

    @AfterAll
    static void stopBrowser() {
        if (browser != null) {
            browser.close();
            browser = null;
        }
    }

    @ParameterizedTest
    @CsvSource({"DESKTOP,LIGHT", "DESKTOP,DARK", "PHONE,LIGHT", "PHONE,DARK"})
    void everyPageIsReadableInEveryWindowAndTheme(Window window, ColorScheme scheme) {
        Page page = browser.newPage(window, scheme);
        page.setDefaultTimeout(8000);
        List<String> errors = BrowserPages.errorsOf(page);
        String suffix = "-" + window.name().toLowerCase(Locale.ROOT) + "-"
                + scheme.name().toLowerCase(Locale.ROOT);

        page.navigate("/test/page");
        lookAt(page, "sign-in" + suffix);
        BrowserPages.signIn(page, TestKeys.of(Role.VIEWER));
        page.waitForSelector("canvas");
        lookAt(page, "example" + suffix);
        page.navigate("/");
        lookAt(page, "start" + suffix);

        assertThat(errors).isEmpty();
    }

    private static void lookAt(Page page, String name) {
        BrowserPages.screenshot(page, name);
        assertThat(PageInspection.poorContrasts(page))
                .as("contrasts of %s", name)
                .isEmpty();
        assertThat(PageInspection.fits(page))
                .as("%s fits into the window", name)
                .isTrue();
    }

    @Test
    void signingInTakesNothingButTheKeyboard() {
        Page page = browser.newPage();
        page.navigate("/test/page");

        page.keyboard().type(TestKeys.of(Role.VIEWER));
        page.keyboard().press("Enter");
        page.waitForURL("**/test/page");

        assertThat(page.title()).startsWith("Overview");
    }

    @Test
    void theFirstTabStopSkipsToTheContent() {
        Page page = signedIn();

        page.keyboard().press("Tab");
        Locator first = page.locator(":focus");

        assertThat(first.textContent()).isEqualTo("Skip to the content");
        assertThat(first.isVisible()).isTrue();
        page.keyboard().press("Enter");
        assertThat(page.evaluate("document.activeElement.id")).isEqualTo("content");
    }

    @Test
    void landmarksHeadingsTablesAndFieldsHaveNames() {
        Page page = signedIn();

        assertThat(page.getByRole(AriaRole.MAIN).count()).isOne();
        assertThat(page.getByRole(AriaRole.BANNER).count()).isOne();
        assertThat(page.getByRole(AriaRole.CONTENTINFO).count()).isOne();
        assertThat(page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Services"))
                        .count())
                .isOne();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))
                        .count())
                .isOne();
        assertThat(page.getByRole(AriaRole.TABLE, new Page.GetByRoleOptions().setName("Checks"))
                        .count())
                .isOne();
        assertThat(page.getByRole(AriaRole.IMG, new Page.GetByRoleOptions().setName("Response time"))
                        .count())
                .isOne();
        assertThat(PageInspection.withoutNames(page)).isEmpty();
    }

    @Test
    void spansAreMarkedInTheChartAndListedBelowIt() {
        Page page = signedIn();

        assertThat(page.locator(".chart-marks li").allTextContents())
                .hasSize(2)
                .satisfies(marks -> assertThat(marks.getFirst()).contains("checkout-api is down"))
                .satisfies(marks -> assertThat(marks.getLast()).contains("not over yet"));
        // the colour of the ground at the height of the chart's top, an hour after the span began and an hour before
        assertThat(page.evaluate("""
                        () => {
                          const canvas = document.querySelector('canvas');
                          const { chartArea, scales: { x }, currentDevicePixelRatio: ratio } = Chart.getChart(canvas);
                          const began = Date.parse(document.querySelector('.chart-marks time').dateTime);
                          const ground = (at) => [...canvas.getContext('2d')
                            .getImageData(x.getPixelForValue(at) * ratio, (chartArea.top + 2) * ratio, 1, 1).data].join();
                          return ground(began + 3600e3) !== ground(began - 3600e3);
                        }""")).isEqualTo(true);
    }

    @Test
    void aWrongKeyIsExplainedBesideTheField() {
        Page page = browser.newPage();
        page.navigate("/sign-in");

        page.getByLabel("API key").fill("ek_wrong");
        page.keyboard().press("Enter");

        assertThat(page.getByRole(AriaRole.ALERT).textContent()).contains("not a complete API key");
        assertThat(page.getByLabel("API key").getAttribute("aria-invalid")).isEqualTo("true");
        BrowserPages.screenshot(page, "sign-in-refused");
    }

    @Test
    void theThemeThatIsChosenStays() {
        Page page = signedIn();

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Switch to the dark theme"))
                .click();
        page.reload();

        assertThat(page.locator("html").getAttribute("data-theme")).isEqualTo("dark");
    }

    @Test
    void signingOutEndsTheSession() {
        Page page = signedIn();

        page.locator(".person summary").click();
        BrowserPages.screenshot(page, "person-menu");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out"))
                .click();
        page.navigate("/test/page");

        assertThat(page.url()).contains("/sign-in?to=%2Ftest%2Fpage");
        assertThat(page.context().cookies()).noneMatch(cookie -> cookie.name.equals("evenkeel_session"));
    }

    @Test
    void theApiCanBeTriedOutOnItsPage() {
        Page page = signedIn();
        List<String> errors = BrowserPages.errorsOf(page);

        page.navigate("/q/swagger-ui/");
        page.waitForSelector(".opblock");
        BrowserPages.screenshot(page, "api");

        assertThat(errors).isEmpty();
    }

    private static Page signedIn() {
        Page page = browser.newPage();
        page.setDefaultTimeout(10_000);
        page.navigate("/test/page");
        BrowserPages.signIn(page, TestKeys.of(Role.VIEWER));
        page.waitForSelector("canvas");
        return page;
    }
}
