package dev.evenkeel.platform.web;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class UriSyntaxTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/a/b%20c?x=1&y=%C3%A4",
                "/prometheus/api/v1/series?match[]={job=\"a\"}",
                "/q?x=a|b",
                "*",
                "/a:b@c;d=e,f+g"
            })
    void whatCanBeUnderstoodIsTaken(String uri) {
        assertThat(UriSyntax.mistake(uri)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/%", "/%1", "/%zz", "/?%2", "/%00", "/?a=%00", "/{a}", "/a b", "/\u00e4", "/a#b", "/\t", "/<x>"
            })
    void whatCannotIsRefusedInASentence(String uri) {
        assertThat(UriSyntax.mistake(uri)).get().asString().startsWith("The address");
    }
}
