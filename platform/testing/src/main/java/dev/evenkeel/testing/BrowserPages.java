package dev.evenkeel.testing;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import org.junit.jupiter.api.Assumptions;

/**
 * Pages in a real browser: the Chromium that is installed, driven by Playwright, with a fresh profile and nothing on the
 * screen. Screenshots go to {@code target/screenshots}. Use it from one thread.
 */
public final class BrowserPages implements AutoCloseable {

    /** The windows that pages are looked at in. */
    public enum Window {
        DESKTOP(1280, 900),
        PHONE(390, 844);

        private final int width;
        private final int height;

        Window(int width, int height) {
            this.width = width;
            this.height = height;
        }
    }

    private static final List<String> PLACES = List.of(
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    private static final Path SCREENSHOTS = Path.of("target/screenshots");

    private final Playwright playwright;
    private final Browser browser;
    private final URI origin;

    private BrowserPages(Playwright playwright, Browser browser, URI origin) {
        this.playwright = playwright;
        this.browser = browser;
        this.origin = origin;
    }

    /**
     * Starts a browser, for the caller to close. Where none is installed the test is skipped, saying so; the program to
     * use can be named by the environment variable {@code EVENKEEL_CHROMIUM}.
     *
     * @param origin scheme, host and port of the service, such as {@code http://127.0.0.1:8081}
     */
    public static BrowserPages of(URI origin) {
        Optional<Path> chromium = chromium();
        Assumptions.assumeTrue(
                chromium.isPresent(), "No Chromium here: install Debian's package chromium, or set EVENKEEL_CHROMIUM");
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium.get())
                        .setHeadless(true)
                        // Root may not use the sandbox, and a build machine has no graphics card.
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
        return new BrowserPages(playwright, browser, origin);
    }

    /** A new page with a profile of its own, light, in a desktop window. */
    public Page newPage() {
        return newPage(Window.DESKTOP, ColorScheme.LIGHT);
    }

    /** A new page with a profile of its own. */
    public Page newPage(Window window, ColorScheme scheme) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(origin.toString())
                .setViewportSize(window.width, window.height)
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE));
        return context.newPage();
    }

    /**
     * Signs in at the page that asks for it, and waits until the browser has gone on.
     *
     * @param key an API key, as from {@link TestKeys#of}
     */
    public static void signIn(Page page, String key) {
        page.getByLabel("API key").fill(key);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
        page.waitForURL(address -> !address.contains("/sign-in"));
    }

    /** Gathers from now on what a page reports as errors: exceptions in scripts and errors on its console. */
    public static List<String> errorsOf(Page page) {
        List<String> errors = new CopyOnWriteArrayList<>();
        page.onPageError(errors::add);
        page.onConsoleMessage(message -> Optional.of(message)
                .filter(said -> said.type().equals("error"))
                .map(ConsoleMessage::text)
                .ifPresent(errors::add));
        return errors;
    }

    /** Keeps the whole page as {@code target/screenshots/<name>.png}. */
    public static Path screenshot(Page page, String name) {
        Path file = SCREENSHOTS.resolve(name + ".png");
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
        return file;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private static Optional<Path> chromium() {
        return Stream.concat(Stream.ofNullable(System.getenv("EVENKEEL_CHROMIUM")), PLACES.stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }
}
