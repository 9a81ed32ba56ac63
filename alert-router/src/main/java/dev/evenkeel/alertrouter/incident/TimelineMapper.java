package dev.evenkeel.alertrouter.incident;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.vertx.mutiny.sqlclient.Tuple;

import static dev.evenkeel.alertrouter.alert.AlertRowMapper.timestamp;

/** Lines of timelines as parameters of a statement, which may do something else beside. */
public final class TimelineMapper {

    /** Takes {@link #addOfGroups five parameters}; nothing comes of lines for a group that never had an incident. */
    public static final String NOTE_ON_GROUPS = "note_on_groups($%d, $%d, $%d, $%d, $%d)";

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

    /** Adds the same, and before them the group that each is about. */
    public static Tuple addOfGroups(Tuple parameters, Map<UUID, List<TimelineEntry>> entries) {
        List<UUID> groups = new ArrayList<>();
        List<TimelineEntry> all = new ArrayList<>();
        entries.forEach((group, ofGroup) -> ofGroup.forEach(entry -> {
            groups.add(group);
            all.add(entry);
        }));
        return add(parameters.addArrayOfUUID(groups.toArray(UUID[]::new)), all);
    }
}
