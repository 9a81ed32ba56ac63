package dev.evenkeel.alertrouter.grouping;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.arc.All;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.platform.configuration.LiveConfiguration;

/**
 * Claims the groups that are due and has them looked at, never more at a time per receiver than it may have, so that a
 * receiver that hangs keeps waiting only the groups that are for it; and never so many that all the alerts in them would
 * fill the memory.
 */
@ApplicationScoped
public class FlushScheduler {

    private final List<BeforeLookingHandler> before;
    private final FlushService flushes;
    private final GroupStore groups;
    private final LiveConfiguration<RouterConfig> configuration;
    private final AlarmScheduler alarm;
    private final Clock clock;
    private final int mostPerReceiver;
    private final int mostAlerts;
    private final boolean inUse;
    /** Guards {@link #alertsUnderWay} and {@link #leftOut} too. */
    private final Map<String, Integer> underWay = new HashMap<>();
    /** The receivers for which no group was claimed for want of room: there may be some that are due. */
    private final Set<String> leftOut = new HashSet<>();

    private int alertsUnderWay;
    private boolean claiming;
    private boolean claimAgain;

    FlushScheduler(
            @All List<BeforeLookingHandler> before,
            FlushService flushes,
            GroupStore groups,
            LiveConfiguration<RouterConfig> configuration,
            AlarmScheduler alarm,
            Clock clock,
            @ConfigProperty(name = "evenkeel.alerts.groups-at-once-per-receiver", defaultValue = "8")
                    int mostPerReceiver,
            @ConfigProperty(name = "evenkeel.alerts.alerts-at-once", defaultValue = "10000") int mostAlerts,
            @ConfigProperty(name = "evenkeel.tasks.scheduled", defaultValue = "true") boolean inUse) {
        this.before = before;
        this.flushes = flushes;
        this.groups = groups;
        this.configuration = configuration;
        this.alarm = alarm;
        this.clock = clock;
        this.mostPerReceiver = mostPerReceiver;
        this.mostAlerts = mostAlerts;
        this.inUse = inUse;
    }

    void listen(@Observes StartupEvent event) {
        alarm.onRing(() -> round().subscribe()
                .with(
                        done -> {},
                        failure -> Log.warnf(
                                "Due groups could not be looked at, they will be: %s", failure.getMessage())));
    }

    /** Looks at all groups that are due now and at those that become due meanwhile; ends when the last is given back. */
    Uni<Void> round() {
        // one after the other rather than one within the other, since there may be thousands
        return Multi.createBy()
                .repeating()
                .uni(this::claimAndLook)
                .whilst(someWereDue -> someWereDue)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Boolean> claimAndLook() {
        Map<String, Integer> capacity = beginClaim();
        if (capacity.isEmpty()) {
            return Uni.createFrom().item(false);
        }
        RouterConfig current = configuration.current();
        return prepare()
                .chain(() -> groups.claim(
                        capacity,
                        freeForAlerts(),
                        clock.instant(),
                        receiver -> ClaimedGroup.lease(current.longestAttempt(receiver))))
                .invoke(this::began)
                .onTermination()
                .invoke(this::endClaim)
                .flatMap(claimed -> look(claimed).replaceWith(!claimed.isEmpty()));
    }

    private Uni<Void> prepare() {
        Uni<Void> prepared = Uni.createFrom().voidItem();
        for (BeforeLookingHandler handler : before) {
            prepared = prepared.chain(() -> handler.beforeLooking()
                    .onFailure()
                    .invoke(failure -> Log.warnf("Groups are looked at though this failed before: %s", failure))
                    .onFailure()
                    .recoverWithNull());
        }
        return prepared;
    }

    /**
     * Keeps room for groups that are about to be stored and claimed in one go.
     *
     * @return those that there is room for, by id; each has to be looked at or released
     */
    public Map<UUID, ClaimedGroup> reserve(List<ClaimedGroup> groups) {
        if (groups.isEmpty() || !inUse) {
            return Map.of();
        }
        Map<UUID, ClaimedGroup> reserved = new HashMap<>();
        synchronized (underWay) {
            for (ClaimedGroup group : groups) {
                if (underWay.getOrDefault(group.receiver(), 0) < mostPerReceiver) {
                    underWay.merge(group.receiver(), 1, Integer::sum);
                    reserved.put(group.id(), group);
                }
            }
        }
        return reserved;
    }

    /** Gives up the room of reserved groups that did not become ours. */
    public void release(Collection<ClaimedGroup> reserved) {
        reserved.forEach(this::ended);
    }

    /** What is known of reserved groups, which is read before anybody knows whether they are ours. */
    public static final class LookAhead {

        /** In force when it was read. */
        final RouterConfig configuration;

        /** Read once, whoever asks. */
        final Uni<KnownStore.Read> read;

        LookAhead(RouterConfig configuration, Uni<KnownStore.Read> read) {
            this.configuration = configuration;
            this.read = read.memoize().indefinitely();
        }

        /** Reads, and ends when that has ended, whatever came of it. */
        public Uni<Void> whenRead() {
            return read.replaceWithVoid().onFailure().recoverWithNull();
        }
    }

    /**
     * What looking at reserved groups takes: if it is read while they are being claimed, they are looked at a round trip sooner.
     * Nothing is sent before {@link LookAhead#whenRead} is subscribed to.
     *
     * @param connection on which the statement that claims them is on its way already
     */
    public LookAhead lookAhead(SqlConnection connection, Collection<ClaimedGroup> reserved) {
        return flushes.lookAhead(connection, reserved);
    }

    /** Looks at reserved groups that became ours; they were claimed at one moment. */
    public void lookAtOnce(List<ClaimedGroup> claimed, LookAhead ahead) {
        if (!claimed.isEmpty()) {
            Uni.join()
                    .all(looks(flushes.flush(claimed, ahead)))
                    .andCollectFailures()
                    .subscribe()
                    .with(done -> {}, failure -> Log.warnf("New groups could not be looked at: %s", failure));
        }
    }

    private Uni<Void> look(List<ClaimedGroup> claimed) {
        if (claimed.isEmpty()) {
            return setAlarm();
        }
        // the alarm does not wait for the slowest of these, which may hang for seconds
        return Uni.join()
                .all(
                        Uni.join()
                                .all(looks(flushes.flush(claimed)))
                                .andCollectFailures()
                                .replaceWithVoid(),
                        setAlarm())
                .andCollectFailures()
                .replaceWithVoid();
    }

    private List<Uni<Void>> looks(Map<ClaimedGroup, Uni<Void>> flushes) {
        return flushes.entrySet().stream()
                .map(each -> each.getValue()
                        .onFailure()
                        .invoke(failure -> Log.warnf(
                                "Group %s could not be looked at; it will be again when its claim lapses: %s",
                                each.getKey().groupKey(), failure))
                        .onFailure()
                        .recoverWithNull()
                        .eventually(() -> ended(each.getKey())))
                .toList();
    }

    /** One claim at a time; who comes meanwhile has it repeated, as it may have come too late for this one. */
    private synchronized Map<String, Integer> beginClaim() {
        if (claiming) {
            claimAgain = true;
            return Map.of();
        }
        Map<String, Integer> capacity = freeCapacity();
        claiming = !capacity.isEmpty();
        return capacity;
    }

    private synchronized void endClaim() {
        claiming = false;
        if (claimAgain) {
            claimAgain = false;
            alarm.ringAt(clock.instant());
        }
    }

    private Uni<Void> setAlarm() {
        return groups.nextDue(freeCapacity().keySet())
                .invoke(due -> due.ifPresent(alarm::ringAt))
                .replaceWithVoid();
    }

    private int freeForAlerts() {
        synchronized (underWay) {
            return Math.max(1, mostAlerts - alertsUnderWay);
        }
    }

    /** Empty while there is no room for a single alert. */
    private Map<String, Integer> freeCapacity() {
        Map<String, Integer> free = new HashMap<>();
        synchronized (underWay) {
            for (String receiver : configuration.current().receivers().keySet()) {
                int left = mostPerReceiver - underWay.getOrDefault(receiver, 0);
                if (left > 0 && alertsUnderWay < mostAlerts) {
                    free.put(receiver, left);
                } else {
                    leftOut.add(receiver);
                }
            }
        }
        return free;
    }

    private void began(List<ClaimedGroup> claimed) {
        synchronized (underWay) {
            for (ClaimedGroup group : claimed) {
                underWay.merge(group.receiver(), 1, Integer::sum);
                alertsUnderWay += group.size();
            }
        }
    }

    private void ended(ClaimedGroup group) {
        boolean waitedFor;
        synchronized (underWay) {
            waitedFor = leftOut.remove(group.receiver()) || alertsUnderWay >= mostAlerts;
            alertsUnderWay -= group.size();
            underWay.computeIfPresent(group.receiver(), (receiver, count) -> count > 1 ? count - 1 : null);
        }
        if (waitedFor) {
            alarm.ringAt(clock.instant());
        }
    }
}
