package dev.evenkeel.alertrouter.analytics;

/**
 * Incidents that were opened within a time, in figures. What was merged counts once, from the opening of the first of them.
 *
 * @param group what these incidents share; empty if they were not grouped, or have no such label
 * @param incidents all of them
 * @param unresolved not over yet; they are no part of {@code toResolve}
 * @param acknowledged taken on by somebody, at whatever time
 * @param neverAcknowledged over without anybody having taken them on; they are no part of {@code toAcknowledge}
 * @param waiting not over, and nobody has taken them on yet
 * @param actedOn about which somebody did anything: took it on, assigned, noted, silenced, merged, resolved it, ...
 * @param notifications to receivers, by routes
 * @param pages to persons and channels, by escalation
 * @param toDetect from the start of the first alert to the opening: what MTTD is the mean of
 * @param toNotify from the start of the first alert to the first notification
 * @param toAcknowledge from the opening to the first acknowledgement: MTTA
 * @param toResolve from the opening to the resolution that lasted: MTTR
 */
public record IncidentFigures(
        String group,
        long incidents,
        long unresolved,
        long acknowledged,
        long neverAcknowledged,
        long waiting,
        long actedOn,
        long notifications,
        long pages,
        Times toDetect,
        Times toNotify,
        Times toAcknowledge,
        Times toResolve) {

    /** Without a single incident. */
    public static final IncidentFigures NONE = none("");

    static IncidentFigures none(String group) {
        return new IncidentFigures(group, 0, 0, 0, 0, 0, 0, 0, 0, Times.NONE, Times.NONE, Times.NONE, Times.NONE);
    }

    /** The share of incidents that somebody acted on, 0 to 1; {@code null} if there is none. */
    public Double actedOnShare() {
        return incidents == 0 ? null : (double) actedOn / incidents;
    }
}
