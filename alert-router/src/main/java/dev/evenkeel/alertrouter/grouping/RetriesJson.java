package dev.evenkeel.alertrouter.grouping;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.evenkeel.alertrouter.alert.TextMapJson;
import dev.evenkeel.alertrouter.grouping.GroupState.Retry;

/** What a group owes, as it is stored: <code>{"webhook[0]":"3 2026-03-01T12:00:00Z"}</code>. */
public final class RetriesJson {

    private RetriesJson() {}

    static String write(Map<String, Retry> retries) {
        var texts = new LinkedHashMap<String, String>();
        retries.forEach((integration, retry) -> texts.put(integration, retry.attempts() + " " + retry.dueAt()));
        return TextMapJson.write(texts);
    }

    public static Map<String, Retry> read(String text) {
        var retries = new LinkedHashMap<String, Retry>();
        TextMapJson.read(text).forEach((integration, retry) -> {
            int space = retry.indexOf(' ');
            retries.put(
                    integration,
                    new Retry(Integer.parseInt(retry.substring(0, space)), Instant.parse(retry.substring(space + 1))));
        });
        return retries;
    }
}
