package dev.evenkeel.platform.security;

import java.net.URI;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ReturnPathTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/checks", "/checks?state=down&page=2", "/slo/api%20latency#budget"})
    void aPathOnThisServiceIsKept(String path) {
        assertThat(ReturnPath.safe(path)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "///evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "https://evil.example",
                "javascript:alert(1)",
                "/\t/evil.example",
                "/\n/evil.example",
                " /evil.example",
                "",
                "evil.example",
                "/a\\b",
                "/sign-in?to=/",
                "/sign-out"
            })
    void anythingElseLeadsToTheStartPage(String path) {
        assertThat(ReturnPath.safe(path)).isEqualTo("/");
    }

    @Test
    void noPathAtAllLeadsToTheStartPage() {
        assertThat(ReturnPath.safe(null)).isEqualTo("/");
    }

    @Property
    void whateverIsKeptStaysOnThisHost(@ForAll String text) {
        String path = ReturnPath.safe("/" + text);

        assertThat(path).startsWith("/").doesNotStartWith("//").doesNotContain("\\", "\n", "\r", "\t");
    }

    @Test
    void aKeptPathResolvesToTheSameAuthority() {
        URI base = URI.create("http://health.example:7401/sign-in");

        assertThat(base.resolve(ReturnPath.safe("/a/b?c=//x")).getAuthority()).isEqualTo("health.example:7401");
    }
}
