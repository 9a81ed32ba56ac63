package dev.evenkeel.alertrouter.correlation;

import java.util.Locale;

/**
 * How likely this team acts on an alert, learned from what it did about earlier ones: the share of incidents with it that
 * somebody took on. Little history counts little: the share of one entity's alerts is drawn toward that of the alert's name,
 * and that toward the share of all alerts, as if {@value #PRIOR} more incidents had gone the usual way (a beta-binomial
 * posterior mean). A score is shown and never decides whether somebody is told.
 *
 * @param value 0 to 1
 * @param because a sentence for people
 */
record AlertScore(double value, String because) {

    static final double PRIOR = 5;

    /**
     * What became of incidents.
     *
     * @param acknowledged somebody took them on, or resolved them
     * @param ignored nobody did, and they lasted
     * @param autoResolved nobody did, and they were soon over
     */
    record Outcomes(int acknowledged, int ignored, int autoResolved) {

        static final Outcomes NONE = new Outcomes(0, 0, 0);

        Outcomes plus(Outcomes other) {
            return new Outcomes(
                    acknowledged + other.acknowledged, ignored + other.ignored, autoResolved + other.autoResolved);
        }

        int all() {
            return acknowledged + ignored + autoResolved;
        }

        private double drawnToward(double share) {
            return (acknowledged + PRIOR * share) / (all() + PRIOR);
        }
    }

    /**
     * @param own of incidents with this alert of this entity
     * @param named of incidents with an alert of this name
     * @param team of all incidents
     */
    static AlertScore of(Outcomes own, Outcomes named, Outcomes team) {
        double usual = (team.acknowledged() + 1.0) / (team.all() + 2.0);
        double value = own.drawnToward(named.drawnToward(usual));
        return new AlertScore(
                value,
                String.format(
                        Locale.ROOT,
                        "Of %s with this alert here %d were taken on, %d ignored, %d over by themselves; of %s with alerts of"
                                + " this name %d were taken on; of all %d, %.0f %%",
                        incidents(own.all()),
                        own.acknowledged(),
                        own.ignored(),
                        own.autoResolved(),
                        incidents(named.all()),
                        named.acknowledged(),
                        team.all(),
                        100 * usual));
    }

    private static String incidents(int count) {
        return count == 1 ? "1 incident" : count + " incidents";
    }
}
