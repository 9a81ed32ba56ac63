package dev.evenkeel.alertrouter.routing;

import java.util.Set;

import dev.evenkeel.platform.series.Labels;

/** By which labels a route gathers alerts into groups. */
public sealed interface GroupBy {

    /** The labels that a group of such alerts shares. */
    Labels groupLabels(Labels alert);

    /** {@code group_by: ['...']}: every distinct label set is a group of its own. */
    record AllLabels() implements GroupBy {

        @Override
        public Labels groupLabels(Labels alert) {
            return alert;
        }
    }

    /**
     * By some labels; by none, all alerts of the route are one group.
     *
     * @param names labels that an alert may lack; it is then in the group that lacks them too
     */
    record Only(Set<String> names) implements GroupBy {

        public Only {
            names = Set.copyOf(names);
        }

        @Override
        public Labels groupLabels(Labels alert) {
            return alert.only(names);
        }
    }
}
