package dev.evenkeel.backup.targets;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import dev.evenkeel.backup.replication.HostLookup;
import dev.evenkeel.backup.replication.ServerAddress;
import dev.evenkeel.backup.replication.SslMode;
import dev.evenkeel.platform.configuration.ConfigProblem;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.testing.DocumentedExample;

import static org.assertj.core.api.Assertions.assertThat;

class BackupConfigurationReaderTest {

    private final LiveConfiguration<BackupConfiguration> live = new LiveConfiguration<>(
            BackupConfigurationReader.reader(HostLookup.SYSTEM), BackupConfiguration.EMPTY, Clock.systemUTC());

    @Test
    void theExampleInTheGuideIsUnderstood() {
        load(DocumentedExample.in("backup-service.md"));

        assertThat(live.status().problems()).isEmpty();
        assertThat(live.current().targets()).hasSize(1);
    }

    @Test
    void everythingThatIsWrittenIsRead() {
        load("""
                repository: { folder: /backups, key_file: /keys/now, compression_level: 6, old_keys: [ { key_env: OLD } ] }
                restore: { folder: /restores }
                drill: { folder: /drills, patience: 2m, check_structure: false, programs: { "15": /usr/lib/postgresql/15/bin } }
                targets:
                  - name: shop
                    host: db.example
                    port: 5433
                    user: backup
                    password_file: /keys/shop
                    ssl_mode: verify-full
                    ssl_root_certificates: /keys/ca.pem
                    checkpoint: spread
                    max_rate_kib: 2048
                    row_counts: { largest_table_mib: 100, timeout: 10s }
                    schedule: { cron: "30 3 * * *", time_zone: Europe/Berlin }
                    retry_after: 5m
                    rpo: { within: 26h, proven: true }
                    afterwards: [ verify, drill ]
                """);

        assertThat(live.status().problems()).isEmpty();
        BackupConfiguration read = live.current();
        assertThat(read.repository().orElseThrow().keys()).hasSize(2);
        assertThat(read.drills().orElseThrow().programs()).containsKey(15);
        Target shop = read.target("shop").orElseThrow();
        assertThat(shop.source().connection().address()).isEqualTo(new ServerAddress.Tcp("db.example", 5433));
        assertThat(shop.source().connection().sslMode()).isEqualTo(SslMode.VERIFY_FULL);
        assertThat(shop.source().fastCheckpoint()).isFalse();
        assertThat(shop.source().maxRateKiBPerSecond()).hasValue(2048);
        assertThat(shop.source().rowCounts().orElseThrow().largestTable()).isEqualTo(100L << 20);
        assertThat(shop.rpo()).contains(new Rpo(Duration.ofHours(26), true));
        assertThat(shop.afterwards()).containsExactlyInAnyOrder(Target.Afterwards.VERIFY, Target.Afterwards.DRILL);
        assertThat(shop.schedule().due(Optional.empty(), Instant.parse("2026-11-21T12:00:00Z")))
                .contains(Instant.parse("2026-11-22T02:30:00Z"));
    }

    @Test
    void anObjectiveIsADurationAlone() {
        load("""
                repository: { folder: /backups, key_file: /keys/now }
                targets:
                  - { name: shop, host: db, user: backup, rpo: 24h }
                """);

        assertThat(live.current().target("shop").orElseThrow().rpo()).contains(new Rpo(Duration.ofDays(1), false));
    }

    @Test
    void mistakesAreNamedWithTheirPlace() {
        load("""
                repository: { folder: /backups, key: 00112233 }
                targets:
                  - { name: shop, host: db, user: backup, ssl_mode: maybe, schedule: { cron: "61 * * * *" } }
                  - { name: shop, host: db, user: backup, schedule: { every: 1d, cron: "* * * * *" }, colour: red, rpo: soon }
                """);

        assertThat(live.status().problems())
                .extracting(ConfigProblem::path)
                .containsExactlyInAnyOrder(
                        "repository",
                        "targets[0].ssl_mode",
                        "targets[0].schedule.cron",
                        "targets[1].name",
                        "targets[1].schedule",
                        "targets[1].colour",
                        "targets[1].rpo");
        assertThat(live.status().problems().toString()).doesNotContain("00112233");
        assertThat(live.current()).isEqualTo(BackupConfiguration.EMPTY);
    }

    @Test
    void anIntervalIsCountedFromTheLastBeginning() {
        Instant last = Instant.parse("2026-11-21T02:00:00Z");
        Schedule daily = new Schedule.Every(Duration.ofDays(1));

        assertThat(daily.due(Optional.of(last), last)).contains(last.plus(Duration.ofDays(1)));
        assertThat(daily.due(Optional.empty(), last)).contains(last);
    }

    @Test
    void aTimeThatPassedWhileNobodyWasThereIsMadeUpFor() {
        Schedule nightly = Schedule.At.parse("0 3 * * *", ZoneOffset.UTC);
        Instant last = Instant.parse("2026-11-18T03:00:00Z");

        assertThat(nightly.due(Optional.of(last), Instant.parse("2026-11-21T12:00:00Z")))
                .contains(Instant.parse("2026-11-19T03:00:00Z"));
    }

    private void load(String text) {
        live.load(new TreeMap<>(Map.of("backup.yaml", text)));
        List<ConfigProblem> problems = live.status().problems();
        assertThat(problems).allSatisfy(problem -> assertThat(problem.reason()).isNotBlank());
    }
}
