package dev.evenkeel.alertrouter.incident;

import java.time.OffsetDateTime;
import java.util.List;

import io.vertx.mutiny.sqlclient.Tuple;

import static dev.evenkeel.alertrouter.alert.AlertRowMapper.timestamp;

/** Lines of timelines as parameters of a statement, which may do something else beside. */
public final class TimelineMapper {

    /** Takes {@link #add four parameters} after the group's id; nothing comes of it if the group never had an incident. */
    public static final String NOTE_ON_GROUP = "note_on_group($%d, $%d, $%d, $%d, $%d)";

    private TimelineMapper() {}

    /** Adds the moments, kinds, actors and texts, an array of each. */
    public static Tuple add(Tuple parameters, List<TimelineEntry> entries) {
        return parameters
                .addArrayOfOffsetDateTime(
                        entries.stream().map(entry -> timestamp(entry.at())).toArray(OffsetDateTime[]::new))
                .addArrayOfString(entries.stream().map(TimelineEntry::kind).toArray(String[]::new))
                .addArrayOfString(entries.stream().map(TimelineEntry::actor).toArray(String[]::new))
                .addArrayOfString(entries.stream().map(TimelineEntry::text).toArray(String[]::new));
    }
}
