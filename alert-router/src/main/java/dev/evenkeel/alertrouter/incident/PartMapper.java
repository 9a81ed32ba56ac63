package dev.evenkeel.alertrouter.incident;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import io.vertx.mutiny.sqlclient.Row;

import dev.evenkeel.alertrouter.alert.Fingerprints;

/** Parts of incidents as rows, which may have columns of something else beside. */
public final class PartMapper {

    /** The columns that are needed here, of rows of {@code incident_part} named {@code p}. */
    public static final String COLUMNS =
            "p.incident_id, p.group_id, p.group_key, p.own_key, p.receiver, p.kind, p.alerts, p.firing";

    private PartMapper() {}

    /** How groups stand, by group; groups without an incident are left out, as are rows without a part. */
    public static Map<UUID, Standing> standing(Iterable<Row> rows) {
        return parts(rows, Part::groupId).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> new Standing(each.getKey(), each.getValue())));
    }

    static Map<UUID, List<Part>> parts(Iterable<Row> rows, Function<Part, UUID> by) {
        return StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.getUUID("incident_id") != null)
                .map(PartMapper::part)
                .collect(Collectors.groupingBy(by));
    }

    private static Part part(Row row) {
        return new Part(
                row.getUUID("incident_id"),
                row.getUUID("group_id"),
                row.getString("group_key"),
                Optional.ofNullable(row.getString("own_key")),
                row.getString("receiver"),
                Part.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                Fingerprints.of(row.getArrayOfLongs("alerts")),
                Fingerprints.of(row.getArrayOfLongs("firing")));
    }
}
