package dev.evenkeel.backup.targets;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import dev.evenkeel.backup.basebackup.Source;
import dev.evenkeel.backup.replication.ConnectionSettings;
import dev.evenkeel.backup.replication.HostLookup;
import dev.evenkeel.backup.replication.ServerAddress;
import dev.evenkeel.backup.replication.SslMode;
import dev.evenkeel.backup.restore.RestoreRoot;
import dev.evenkeel.backup.rowcount.RowCountLimits;
import dev.evenkeel.platform.configuration.ConfigDocument;
import dev.evenkeel.platform.configuration.ConfigMapping;
import dev.evenkeel.platform.configuration.ConfigNode;
import dev.evenkeel.platform.configuration.ConfigReader;
import dev.evenkeel.platform.configuration.Secret;

/** Reads the configuration; {@code docs/backup-service.md} has the format. */
public final class BackupConfigurationReader implements ConfigReader<BackupConfiguration> {

    private static final int POSTGRES_PORT = 5432;
    private static final Duration SHORTEST_INTERVAL = Duration.ofMinutes(1);
    private static final Duration LONGEST_INTERVAL = Duration.ofDays(366);
    private static final Duration RETRY_AFTER = Duration.ofMinutes(15);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int FASTEST_COMPRESSION = 1;

    private Optional<RepositorySettings> repository = Optional.empty();
    private Optional<RestoreRoot> restores = Optional.empty();
    private Optional<DrillSettings> drills = Optional.empty();
    private final List<Target> targets = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    private final HostLookup hosts;

    private BackupConfigurationReader(HostLookup hosts) {
        this.hosts = hosts;
    }

    /** @param hosts finds the addresses of the servers, when they are connected to */
    public static ConfigReader<BackupConfiguration> reader(HostLookup hosts) {
        return documents -> new BackupConfigurationReader(hosts).read(documents);
    }

    @Override
    public BackupConfiguration read(List<ConfigDocument> documents) {
        for (ConfigDocument document : documents) {
            ConfigMapping top = document.root().mapping();
            top.optional("repository").ifPresent(node -> {
                onlyOnce(repository, node);
                repository = Optional.of(repository(node.mapping()));
            });
            top.optional("restore").ifPresent(node -> {
                onlyOnce(restores, node);
                restores = Optional.of(restore(node.mapping()));
            });
            top.optional("drill").ifPresent(node -> {
                onlyOnce(drills, node);
                drills = Optional.of(drill(node.mapping()));
            });
            top.optional("targets").ifPresent(this::targets);
            top.refuseOthers();
        }
        return new BackupConfiguration(repository, restores, drills, targets);
    }

    private void targets(ConfigNode list) {
        list.list().forEach(node -> targets.add(target(node.mapping())));
        if (repository.isEmpty() && !targets.isEmpty()) {
            list.reject(
                    "there is nowhere to keep backups: configure the repository first, in this file or one before it");
        }
    }

    private static void onlyOnce(Optional<?> known, ConfigNode node) {
        if (known.isPresent()) {
            node.reject("is configured a second time");
        }
    }

    private static RepositorySettings repository(ConfigMapping fields) {
        Path folder = absolute(fields.required("folder"));
        List<Secret> keys = new ArrayList<>();
        key(fields).ifPresent(keys::add);
        fields.optional("old_keys")
                .ifPresent(list -> list.list().forEach(node -> {
                    ConfigMapping old = node.mapping();
                    key(old).ifPresent(keys::add);
                    old.refuseOthers();
                }));
        int level = fields.optional("compression_level", node -> node.integer(1, 9), FASTEST_COMPRESSION);
        fields.refuseOthers();
        return new RepositorySettings(folder, keys, level);
    }

    /** A key in the configuration itself would lie beside the backups' description for ever: file or environment only. */
    private static Optional<Secret> key(ConfigMapping fields) {
        if (fields.has("key")) {
            fields.self().reject("a key is not written here: use key_file or key_env");
            return Optional.empty();
        }
        Optional<Secret> key = fields.secret("key");
        if (key.isEmpty()) {
            fields.self().reject("needs one of the fields 'key_file' and 'key_env'");
        }
        return key;
    }

    private static RestoreRoot restore(ConfigMapping fields) {
        RestoreRoot root = new RestoreRoot(absolute(fields.required("folder")));
        fields.refuseOthers();
        return root;
    }

    private static DrillSettings drill(ConfigMapping fields) {
        Path folder = absolute(fields.required("folder"));
        Map<Integer, Path> programs = new HashMap<>();
        fields.optional("programs")
                .ifPresent(node -> node.mapping().entries().forEach((version, place) -> {
                    if (version.matches("1[5-9]|[2-9][0-9]")) {
                        programs.put(Integer.parseInt(version), absolute(place));
                    } else {
                        place.reject("belongs to a major version of PostgreSQL such as 18, not to '" + version + "'");
                    }
                }));
        Duration patience =
                fields.optional("patience", node -> node.duration(Duration.ofSeconds(5), Duration.ofDays(1)), PATIENCE);
        boolean structure = fields.optional("check_structure", ConfigNode::flag, true);
        Path cache = fields.optional("programs_cache", BackupConfigurationReader::absolute, folder.resolve("programs"));
        fields.refuseOthers();
        return new DrillSettings(folder, Map.copyOf(programs), cache, patience, structure);
    }

    private Target target(ConfigMapping fields) {
        String name = name(fields.required("name"));
        Source source = new Source(
                name,
                connection(fields),
                fields.optional("database", ConfigNode::name, "postgres"),
                fields.optional("checkpoint", node -> node.oneOf(Checkpoint.class), Checkpoint.FAST) == Checkpoint.FAST,
                fields.optional(
                        "max_rate_kib", node -> OptionalInt.of(node.integer(32, 1_048_576)), OptionalInt.empty()),
                rowCounts(fields));
        Target target = new Target(
                source,
                fields.optional("schedule")
                        .map(BackupConfigurationReader::schedule)
                        .orElse(new Schedule.OnRequest()),
                fields.optional("retry_after", node -> node.duration(SHORTEST_INTERVAL, LONGEST_INTERVAL), RETRY_AFTER),
                fields.optional("rpo").map(BackupConfigurationReader::rpo),
                afterwards(fields));
        fields.refuseOthers();
        return target;
    }

    private String name(ConfigNode node) {
        String name = node.name();
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,62}")) {
            node.reject("must be at most 63 letters, digits, dots, hyphens and underscores, a letter or digit first");
        } else if (!names.add(name)) {
            node.reject("is the name of another target already");
        }
        return name;
    }

    private ConnectionSettings connection(ConfigMapping fields) {
        ServerAddress address = new ServerAddress.Tcp(
                fields.required("host").name(),
                fields.optional("port", node -> node.integer(1, 65_535), POSTGRES_PORT));
        Optional<Secret> password = fields.secret("password");
        return ConnectionSettings.of(address, fields.required("user").name())
                .withHosts(hosts)
                .withPassword(() -> password.map(Secret::reveal))
                .withSsl(
                        fields.optional("ssl_mode", BackupConfigurationReader::sslMode, SslMode.PREFER),
                        fields.optional("ssl_root_certificates").map(BackupConfigurationReader::absolute));
    }

    private static SslMode sslMode(ConfigNode node) {
        return SslMode.parse(node.text()).orElseGet(() -> {
            node.reject("must be one of disable, prefer, require, verify-full");
            return SslMode.VERIFY_FULL;
        });
    }

    private static Optional<RowCountLimits> rowCounts(ConfigMapping fields) {
        Optional<ConfigNode> node = fields.optional("row_counts");
        if (node.isEmpty()) {
            return Optional.of(RowCountLimits.STANDARD);
        }
        ConfigMapping counts = node.get().mapping();
        boolean enabled = counts.optional("enabled", ConfigNode::flag, true);
        long largest = (long) counts.optional("largest_table_mib", value -> value.integer(0, 1 << 24), 10 << 10) << 20;
        Duration perTable = counts.optional(
                "timeout",
                value -> value.duration(Duration.ofSeconds(1), Duration.ofHours(12)),
                RowCountLimits.STANDARD.perTable());
        counts.refuseOthers();
        return enabled ? Optional.of(new RowCountLimits(largest, perTable)) : Optional.empty();
    }

    private static Schedule schedule(ConfigNode node) {
        ConfigMapping fields = node.mapping();
        Optional<ConfigNode> every = fields.optional("every");
        Optional<ConfigNode> cron = fields.optional("cron");
        ZoneId zone = fields.optional("time_zone", ConfigNode::timeZone, ZoneOffset.UTC);
        fields.refuseOthers();
        if (every.isPresent() == cron.isPresent()) {
            node.reject("needs either every or cron");
            return new Schedule.OnRequest();
        }
        return every.<Schedule>map(value -> new Schedule.Every(value.duration(SHORTEST_INTERVAL, LONGEST_INTERVAL)))
                .orElseGet(() -> cron.get().parsed(text -> Schedule.At.parse(text, zone), new Schedule.OnRequest()));
    }

    private static Rpo rpo(ConfigNode node) {
        if (!node.isMapping()) {
            return new Rpo(node.duration(SHORTEST_INTERVAL, LONGEST_INTERVAL), false);
        }
        ConfigMapping fields = node.mapping();
        Rpo rpo = new Rpo(
                fields.required("within").duration(SHORTEST_INTERVAL, LONGEST_INTERVAL),
                fields.optional("proven", ConfigNode::flag, false));
        fields.refuseOthers();
        return rpo;
    }

    private static Set<Target.Afterwards> afterwards(ConfigMapping fields) {
        EnumSet<Target.Afterwards> chosen = EnumSet.noneOf(Target.Afterwards.class);
        fields.optional("afterwards")
                .ifPresentOrElse(
                        list -> chosen.addAll(list.list(node -> node.oneOf(Target.Afterwards.class))),
                        () -> chosen.add(Target.Afterwards.VERIFY));
        return chosen;
    }

    private static Path absolute(ConfigNode node) {
        return Path.of(node.name()).toAbsolutePath().normalize();
    }

    private enum Checkpoint {
        FAST,
        SPREAD
    }
}
