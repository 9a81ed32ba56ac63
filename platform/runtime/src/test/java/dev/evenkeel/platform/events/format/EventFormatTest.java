package dev.evenkeel.platform.events.format;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.evenkeel.platform.events.CloudEvent;
import dev.evenkeel.platform.events.format.InvalidEventException.Defect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class EventFormatTest {

    private static final Instant RECEIVED = Instant.parse("2026-11-21T03:00:00Z");

    @Property
    void whatIsWrittenInBinaryModeIsReadBack(@ForAll("events") CloudEvent event, @ForAll EventFormat format) {
        byte[] body = event.data() == null ? new byte[0] : utf8(event.data());

        List<CloudEvent> read = format.read(format.headers(event), body, RECEIVED);

        assertThat(read).containsExactly(event);
    }

    @Property
    void aHeaderOfTheHttpBindingIsPrintableAsciiWithoutSpaceOrQuote(@ForAll("events") CloudEvent event) {
        assertThat(EventFormat.HTTP.headers(event).values()).allMatch(value -> value.matches("[\\x21\\x23-\\x7E]+"));
    }

    @Property
    void whatIsWrittenInStructuredModeIsReadBack(@ForAll("events") CloudEvent event) {
        List<CloudEvent> read = structured(EventFormat.structured(event));

        assertThat(read).containsExactly(event);
    }

    @Property(tries = 200)
    void whatIsWrittenAsABatchIsReadBack(@ForAll @Size(max = 5) List<@From("events") CloudEvent> events) {
        List<CloudEvent> read = read(EventFormat.BATCH, EventFormat.batch(events));

        assertThat(read).isEqualTo(events);
    }

    @Property
    void whateverArrivesIsReadOrRefusedWithAPlace(
            @ForAll String body, @ForAll("contentTypes") String contentType, @ForAll Map<String, String> attributes) {
        Map<String, String> headers = new TreeMap<>();
        attributes.forEach((name, value) -> headers.put("ce-" + name, value));
        headers.put("Content-Type", contentType);
        try {
            EventFormat.HTTP.read(headers, utf8(body), RECEIVED);
        } catch (InvalidEventException e) {
            assertThat(e.defects())
                    .isNotEmpty()
                    .allSatisfy(defect -> assertThat(defect.where()).matches("(?s)(/|header:).*"));
        }
    }

    @Test
    void anEventOfAForeignSenderNeedsOnlyTheRequiredAttributes() {
        List<CloudEvent> read = EventFormat.HTTP.read(
                Map.of("CE-SpecVersion", "1.0", "Ce-Id", "1", "ce-source", "/x", "ce-type", "t"),
                new byte[0],
                RECEIVED);

        assertThat(read).containsExactly(new CloudEvent("1", "/x", "t", "/x", RECEIVED, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Euro%20%E2%82%AC%20%F0%9F%98%80 | Euro € 😀",
                "%e2%82%ac                       | €",
                "\"quoted \\\" text\"            | quoted \" text",
                "already plain                   | already plain",
                "%2541                           | %41",
            })
    void headerValuesAreUnquotedAndDecodedOnce(String header, String value) {
        assertThat(HeaderEncoding.decode(header)).isEqualTo(value);
    }

    @Test
    void spaceQuotePercentAndNonAsciiAreEncodedAndNothingElse() {
        assertThat(HeaderEncoding.encode("a/b:c~!\\ \"%€\u007f")).isEqualTo("a/b:c~!\\%20%22%25%E2%82%AC%7F");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%4", "%4x", "%C3", "%ED%A0%80"})
    void aBrokenPercentEncodingIsRefusedWithItsHeader(String value) {
        assertThatThrownBy(() -> EventFormat.HTTP.read(Map.of("ce-id", value), new byte[0], RECEIVED))
                .isInstanceOf(InvalidEventException.class)
                .hasMessageStartingWith("header:ce-id: ");
    }

    @Test
    void everyDefectIsListedAtOnce() {
        List<Defect> defects = defects("""
                {"specversion": "0.3", "id": "", "source": "a b", "time": "yesterday", "datacontenttype": "text/xml",
                 "My-Ext": "x", "ext": {"a": 1}, "data": 1}
                """);

        assertThat(defects)
                .extracting(Defect::where)
                .containsExactlyInAnyOrder(
                        "/specversion", "/id", "/source", "/type", "/time", "/datacontenttype", "/My-Ext", "/ext");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/ | {\"specversion\":\"1.0\",",
                "/ | ''",
                "/ | {} {}",
                "/ | []",
                "/ | {\"id\":\"1\",\"id\":\"2\"}",
                "/data_base64 | {\"data\":1,\"data_base64\":\"MQ==\"}",
                "/data_base64 | {\"data_base64\":\"***\"}",
                "/data_base64 | {\"data_base64\":\"e30gewo=\"}",
                "/data_base64 | {\"data_base64\":7}",
            })
    void aBodyThatIsNoEventIsRefusedWithItsPlace(String where, String body) {
        assertThat(defects(body)).extracting(Defect::where).contains(where);
    }

    @Test
    void dataInBase64IsTheJsonThatItEncodes() {
        List<CloudEvent> read = structured("""
                {"specversion":"1.0","id":"1","source":"/x","type":"t","data_base64":"eyJhIjoxLjEwfQ=="}
                """);

        assertThat(read).extracting(CloudEvent::data).containsExactly("{\"a\":1.10}");
    }

    @Test
    void numbersInDataKeepEveryDigit() {
        List<CloudEvent> read = structured("""
                {"specversion":"1.0","id":"1","source":"/x","type":"t","data":{"a":1.10,"b":12345678901234567890123}}
                """);

        assertThat(read).extracting(CloudEvent::data).containsExactly("{\"a\":1.10,\"b\":12345678901234567890123}");
    }

    @Test
    void numbersAndBooleansAreExtensionsInTheirStringForm() {
        List<CloudEvent> read = structured("""
                {"specversion":"1.0","id":"1","source":"/x","type":"t","seq":7,"sampled":true,"none":null}
                """);

        assertThat(read).extracting(CloudEvent::extensions).containsExactly(Map.of("seq", "7", "sampled", "true"));
    }

    @Test
    void aDefectInABatchNamesTheEvent() {
        InvalidEventException refusal =
                catchThrowableOfType(InvalidEventException.class, () -> read(EventFormat.BATCH, """
                        [{"specversion":"1.0","id":"1","source":"/x","type":"t"}, 7, {"specversion":"1.0"}]
                        """));

        assertThat(refusal.defects())
                .extracting(Defect::where)
                .containsExactlyInAnyOrder("/1", "/2/id", "/2/source", "/2/type");
    }

    @Test
    void aBatchOfTooManyEventsIsRefused() {
        String body = "[" + "0,".repeat(EventFormat.MAX_BATCH) + "0]";

        assertThatThrownBy(() -> read(EventFormat.BATCH, body)).hasMessage("/: has 1001 events; allowed: up to 1000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/cloudevents+avro",
                "application/cloudevents+json; charset=utf-16",
                "application/cloudevents"
            })
    void anotherEventFormatIsRefused(String contentType) {
        assertThatThrownBy(() -> read(contentType, "{}"))
                .isInstanceOf(InvalidEventException.class)
                .hasMessageStartingWith("header:Content-Type: ");
    }

    @Test
    void dataThatIsNotJsonIsRefused() {
        Map<String, String> headers =
                new TreeMap<>(EventFormat.HTTP.headers(new CloudEvent("1", "/x", "t", "s", RECEIVED, null)));
        headers.put("content-type", "text/plain");

        assertThatThrownBy(() -> EventFormat.HTTP.read(headers, utf8("hello"), RECEIVED))
                .hasMessageStartingWith("header:Content-Type: is not JSON in UTF-8");
    }

    @Test
    void aRequestThatIsNoEventIsToldHowOneLooks() {
        assertThatThrownBy(() -> read("application/json", "{}"))
                .hasMessageContaining("no header begins with ce-")
                .hasMessageContaining("application/cloudevents+json");
    }

    @Provide
    Arbitrary<String> contentTypes() {
        return Arbitraries.of(
                "", "application/json", EventFormat.STRUCTURED, EventFormat.BATCH, "application/cloudevents+xml", ";");
    }

    @Provide
    Arbitrary<CloudEvent> events() {
        Arbitrary<String> text = Arbitraries.strings()
                .withChars("abcXYZ09 .-_/%\"\\'äß€語~")
                .withChars('\u00a0', '\u2028')
                .ofMinLength(1)
                .ofMaxLength(30)
                .map(value -> value.isBlank() ? "x" : "<" + value + "😀>");
        Arbitrary<String> source = Arbitraries.strings().alpha().ofMaxLength(20).map(name -> "/evenkeel/" + name);
        Arbitrary<Instant> time = Arbitraries.longs()
                .between(-62_135_596_800L, 253_402_300_799L)
                .map(second -> Instant.ofEpochSecond(second, Math.floorMod(second * 7919, 1_000_000L) * 1000));
        Arbitrary<String> data = Arbitraries.of("{\"a\":[1,2.50,null,\"\\u0000€\"]}", "7", "\"text\"", "[]", "true")
                .injectNull(0.3);
        Arbitrary<Map<String, String>> extensions = Arbitraries.maps(
                        Arbitraries.strings()
                                .withCharRange('a', 'z')
                                .ofMinLength(1)
                                .ofMaxLength(12)
                                .map(name -> "x" + name),
                        text)
                .ofMaxSize(3);
        return Combinators.combine(text, source, text, text, time, data, extensions)
                .as(CloudEvent::new);
    }

    private static List<Defect> defects(String body) {
        return catchThrowableOfType(InvalidEventException.class, () -> structured(body))
                .defects();
    }

    private static List<CloudEvent> structured(String body) {
        return new ArrayList<>(read(EventFormat.STRUCTURED, body));
    }

    private static List<CloudEvent> read(String contentType, String body) {
        return EventFormat.HTTP.read(Map.of("Content-Type", contentType), utf8(body), RECEIVED);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
