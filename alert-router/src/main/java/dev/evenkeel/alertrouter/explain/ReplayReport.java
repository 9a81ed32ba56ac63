package dev.evenkeel.alertrouter.explain;

import java.util.List;
import java.util.Map;

/**
 * What another configuration would have changed.
 *
 * @param episodes how many times alerts fired
 * @param changed how many of these would have gone elsewhere
 * @param changes the first alerts of them, each once, with what its latest episode came to
 * @param before by receiver, under the configuration in force
 * @param after by receiver, under the proposed one
 */
public record ReplayReport(
        int episodes, int changed, List<Change> changes, Map<String, Load> before, Map<String, Load> after) {

    /**
     * An alert that would have gone elsewhere.
     *
     * @param before where it went, a sentence for each route
     * @param after where it would go
     */
    public record Change(Map<String, String> labels, int times, List<String> before, List<String> after) {}

    /**
     * What a receiver hears.
     *
     * @param episodes it is told of
     * @param groups that these fall into
     * @param suppressed episodes it is not told of, for inhibition or its schedule
     */
    public record Load(int episodes, int groups, int suppressed) {}
}
