package dev.evenkeel.testing;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BrowserPagesTest {

    @Test
    void looksAtAPageInARealBrowser() {
        try (HttpSink sink = HttpSink.start();
                BrowserPages browser = BrowserPages.of(sink.url("/"))) {
            sink.answer(HttpSink.Answer.status(200)
                    .with("Content-Type", "text/html")
                    .withBody("""
                            <!doctype html><title>Seen</title><script>document.title += " by a script"</script>"""));
            Page page = browser.newPage();
            page.navigate("/");

            assertThat(page.title()).isEqualTo("Seen by a script");
            assertThat(BrowserPages.screenshot(page, "browser-pages-test")).isNotEmptyFile();
        }
    }
}
