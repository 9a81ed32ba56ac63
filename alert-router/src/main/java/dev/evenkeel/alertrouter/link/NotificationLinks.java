package dev.evenkeel.alertrouter.link;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The links of one notification. Whoever holds one may use it: they go to the receiver and nowhere else, and into no log.
 *
 * @param acknowledge address that offers to take the incident on
 * @param resolve address that offers to close the incident
 * @param silence addresses that offer to silence the group, by how long, such as {@code 1h}, in order
 */
public record NotificationLinks(String acknowledge, String resolve, Map<String, String> silence) {

    public NotificationLinks {
        silence = Collections.unmodifiableMap(new LinkedHashMap<>(silence));
    }

    /** As notifications have them: {@code acknowledge}, {@code resolve}, {@code silence 1h}. */
    Map<String, String> byAction() {
        Map<String, String> byAction = new LinkedHashMap<>();
        byAction.put("acknowledge", acknowledge);
        byAction.put("resolve", resolve);
        silence.forEach((duration, address) -> byAction.put("silence " + duration, address));
        return byAction;
    }

    /** Never the links. */
    @Override
    public String toString() {
        return "NotificationLinks[" + silence.keySet() + "]";
    }
}
