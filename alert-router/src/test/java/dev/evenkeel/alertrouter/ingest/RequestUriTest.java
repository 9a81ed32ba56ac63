package dev.evenkeel.alertrouter.ingest;

import java.util.regex.Pattern;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

import static org.assertj.core.api.Assertions.assertThat;

class RequestUriTest {

    private static final Pattern URI = Pattern.compile("(?:[a-zA-Z][a-zA-Z0-9+.-]*:)?/[^\\x00-\\x20\\x7f]*");
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9a-fA-F]{2})");

    @Property
    void linksAreThoseThatTheExpressionsDescribe(
            @ForAll
                    @Chars({'a', 'F', '1', ':', '/', '?', '%', '+', '.', '-', ' ', '\u007f', 'ä'})
                    @StringLength(max = 8)
                    String text) {
        int query = text.indexOf('?');
        String beforeQuery = query < 0 ? text : text.substring(0, query);

        assertThat(RequestUri.matches(text))
                .isEqualTo(URI.matcher(text).matches()
                        && !BROKEN_ESCAPE.matcher(beforeQuery).find());
    }
}
