package dev.evenkeel.alertrouter.notification.jira;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.evenkeel.alertrouter.notification.content.AnswerJson;
import dev.evenkeel.alertrouter.notification.content.UnsendableException;

/**
 * An issue that Jira found.
 *
 * @param key as {@code OPS-12}
 * @param category of its status, {@code done} for one that is closed; empty if Jira did not say
 */
record JiraIssue(String key, String category) {

    boolean isDone() {
        return category.equals("done");
    }

    /** The first issue of a search's answer, which is the open one or the one that was resolved last. */
    static Optional<JiraIssue> firstOf(String answer) {
        Map<String, Object> found = AnswerJson.object(answer)
                .orElseThrow(() -> new UnsendableException("Jira's answer to a search is not a JSON object"));
        return maps(found.get("issues")).stream()
                .findFirst()
                .map(issue -> new JiraIssue(text(issue, "key"), category(issue)));
    }

    private static String category(Map<?, ?> issue) {
        return issue.get("fields") instanceof Map<?, ?> fields
                        && fields.get("status") instanceof Map<?, ?> status
                        && status.get("statusCategory") instanceof Map<?, ?> category
                ? text(category, "key")
                : "";
    }

    /** The id of a transition, by its name. */
    static Optional<String> transition(String answer, String name) {
        Map<String, Object> found = AnswerJson.object(answer).orElse(Map.of());
        return maps(found.get("transitions")).stream()
                .filter(transition -> text(transition, "name").equals(name))
                .findFirst()
                .map(transition -> text(transition, "id"));
    }

    private static List<Map<?, ?>> maps(Object list) {
        return list instanceof List<?> elements
                ? elements.stream()
                        .<Map<?, ?>>mapMulti((element, found) -> {
                            if (element instanceof Map<?, ?> map) {
                                found.accept(map);
                            }
                        })
                        .toList()
                : List.of();
    }

    private static String text(Map<?, ?> object, String field) {
        return object.get(field) instanceof String text ? text : "";
    }
}
