package dev.evenkeel.testing;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What makes no sense, or too much of it. */
final class BadValues {

    /** For paths and queries, percent-encoded where an address needs it. */
    static final List<String> ENCODED = List.of(
            "%00",
            "a%00b",
            "%C3%28",
            "%ED%A0%80",
            "%F0%9F%98%80%E2%80%AE",
            "%27%3B%20DROP%20TABLE%20outbox_event%3B--",
            "%25%5F%25",
            "..%2F..%2Fetc%2Fpasswd",
            "%2e%2e",
            "%0D%0AX-Injected:%201",
            "%7B%7D",
            "%24%7Bjndi:ldap://x%7D",
            "%3Cscript%3E",
            "-1",
            "0",
            "2147483648",
            "99999999999999999999",
            "-9223372036854775808",
            "1e400",
            "NaN",
            "2026-13-45T99:99:99Z",
            "%2B999999999-12-31T23:59:59Z",
            "00000000-0000-0000-0000-00000000000g",
            "true",
            "%20",
            "",
            "MQ",
            "x".repeat(300),
            "x".repeat(5000));

    /** What drop-in contracts read from the query without describing it. */
    static final List<String> CONTRACT_PARAMETERS = List.of(
            "query", "time", "start", "end", "step", "timeout", "limit", "match[]", "filter", "receiver", "active");

    static final List<String> AUTHORIZATIONS = List.of(
            "Bearer",
            "Bearer ek_wrong",
            "Bearer " + "x".repeat(3000),
            "Bearer a.b.c",
            "Bearer eyJhbGciOiJub25lIn0.eyJncm91cHMiOlsiYWRtaW4iXX0.",
            "Basic ####",
            "Basic YTpi",
            "Digest username=\"x\"",
            "\u00e4");

    static final String[][] HEADERS = {
        {"Accept", "a/b/c"},
        {"Accept", ",;q=9"},
        {"Accept", "image/png"},
        {"Accept-Encoding", "nonsense;q=x"},
        {"Accept-Language", "\u00e4;;;"},
        {"X-Correlation-Id", "<script>"},
        {"traceparent", "00-zz-zz-01"},
        {"If-None-Match", "\""},
        {"If-Match", "W/\"x"},
        {"If-Modified-Since", "yesterday"},
        {"Range", "bytes=9-1"},
        {"X-HTTP-Method-Override", "DELETE"},
        {"Origin", "null"},
        {"Cookie", "=;=;a;evenkeel_session=x.y.z"},
        {"ce-specversion", "9"},
        {"ce-id", "%00"}
    };

    static final List<String> CONTENT_TYPES = List.of(
            "text/xml",
            "application/json; charset=klingon",
            "application/json;",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "multipart/form-data; boundary=b",
            "application/cloudevents+json",
            "application/cloudevents-batch+json",
            "application/octet-stream",
            "a/b/c",
            "/");

    static final List<String> NO_JSON = List.of(
            "",
            " ",
            "{",
            "}",
            "]",
            "{\"a\":",
            "{\"a\":1,}",
            "{'a':1}",
            "{\"a\":01}",
            "{\"a\":NaN}",
            "\u0000",
            "\uFEFF",
            "nul",
            "\"",
            "\"\\x\"",
            "[".repeat(5000),
            "{\"a\":".repeat(5000),
            "<a/>",
            "a: b");

    /** JSON, but not what anybody expects. */
    static final List<String> OTHER_JSON = List.of(
            "null",
            "true",
            "7",
            "-1e400",
            "1" + "0".repeat(5000),
            "\"text\"",
            "\"\\u0000\"",
            "\"\\uD800\"",
            "[]",
            "[null]",
            "[[]]",
            "[{}]",
            "{}",
            "{\"\":\"\"}",
            "{\"\\u0000\":1}",
            "{\"a\":1,\"a\":2}",
            "{\"__proto__\":{\"admin\":true}}",
            "{\"@class\":\"java.lang.Runtime\"}",
            "[".repeat(900) + "]".repeat(900));

    static final List<String> NO_YAML = List.of(
            "",
            "a: [",
            "- - : :\n  -",
            "\t- a",
            "&a [*a]",
            "a: &a [*b]",
            "!!javax.script.ScriptEngineManager [!!java.net.URL [\"http://127.0.0.1:9/\"]]",
            "!!binary \"####\"",
            "a: b\n---\nc: d\n...\n%YAML 9.9",
            "? {a: b}\n: c",
            "a: 1\na: 2",
            "<<: *nothing",
            "a: \u0000",
            "\uFEFFa: b",
            "a: 2026-13-45",
            "a: !!float nonsense",
            "components: 7",
            "targets: {}",
            "components: [7, {}, [], null, {name: [], check: 7}]",
            "targets: [7, {}, [], null, {name: [], rpo: [], schedule: 7}]",
            "route: []\nreceivers: 7",
            "route: {receiver: {}, routes: [7], group_by: 7}\nreceivers: [7, {name: []}]",
            "apiVersion: openslo/v1\nkind: SLO\nmetadata: 7\nspec: []",
            "apiVersion: []\nkind: {}\nmetadata: {name: ''}",
            "[".repeat(3000),
            "{a: ".repeat(3000),
            laughs());

    private BadValues() {}

    /** A thousand million laughs in ten lines. */
    private static String laughs() {
        StringBuilder yaml = new StringBuilder("a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]\n");
        for (int i = 1; i < 10; i++) {
            yaml.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9) + "*a" + (i - 1)));
        }
        return yaml.toString();
    }

    /** The example with each of its values in turn replaced by others, and with a field that nobody knows. */
    static List<JsonNode> mutantsOf(JsonNode example) {
        List<JsonNode> mutants = new ArrayList<>();
        for (String place : placesIn(example, "")) {
            for (JsonNode value : values()) {
                JsonNode mutant = example.deepCopy();
                put(mutant, place, value);
                mutants.add(mutant);
            }
        }
        if (example instanceof ObjectNode object) {
            mutants.add(object.deepCopy().put("nobodyKnowsThis", 1));
        }
        return mutants;
    }

    private static List<JsonNode> values() {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return List.of(
                json.nullNode(),
                json.booleanNode(true),
                json.numberNode(-1),
                json.numberNode(1e300),
                json.numberNode(Long.MIN_VALUE),
                json.textNode(""),
                json.textNode("a\u0000b"),
                json.textNode("\uD83D\uDE00\u202E"),
                json.textNode("'; DROP TABLE outbox_event;--"),
                json.textNode("../../etc/passwd"),
                json.textNode("+999999999-12-31T23:59:59Z"),
                json.textNode("x".repeat(20_000)),
                json.arrayNode(),
                json.arrayNode().addNull(),
                json.arrayNode().add(json.objectNode()),
                json.objectNode(),
                json.objectNode().put("\u0000", 1));
    }

    /** JSON pointers to everything below the root. */
    private static List<String> placesIn(JsonNode node, String here) {
        List<String> places = new ArrayList<>();
        if (node instanceof ObjectNode) {
            node.properties().forEach(field -> {
                String place = here + "/" + field.getKey().replace("~", "~0").replace("/", "~1");
                places.add(place);
                places.addAll(placesIn(field.getValue(), place));
            });
        } else if (node instanceof ArrayNode) {
            for (int i = 0; i < node.size(); i++) {
                places.add(here + "/" + i);
                places.addAll(placesIn(node.get(i), here + "/" + i));
            }
        }
        return places;
    }

    private static void put(JsonNode root, String place, JsonNode value) {
        int last = place.lastIndexOf('/');
        JsonNode parent = root.at(place.substring(0, last));
        String name = place.substring(last + 1).replace("~1", "/").replace("~0", "~");
        switch (parent) {
            case ObjectNode object -> object.set(name, value);
            case ArrayNode array -> array.set(Integer.parseInt(name), value);
            default -> throw new IllegalStateException(place);
        }
    }
}
