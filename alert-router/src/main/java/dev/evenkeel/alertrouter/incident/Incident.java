package dev.evenkeel.alertrouter.incident;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import dev.evenkeel.alertrouter.alert.Fingerprints;

/**
 * Something people work on.
 *
 * <pre>
 *          acknowledge              its last alert ends, or somebody resolves or merges it
 *   open ──────────────▶ acknowledged ──────────────▶ resolved
 *    │ ▲ ◀── un-acknowledge, end of a snooze ──┘          ▲ │
 *    │ └──────────────────────── reopen ──────────────────┼─┘
 *    └────────────────────────────────────────────────────┘
 * </pre>
 *
 * @param groupId the group of alerts that it was opened for
 * @param firing the alerts of its {@link Part}s that were firing when it was last looked at
 * @param alertsSeen the most alerts that fired at the same time
 * @param acknowledgement who took it on, if anybody did
 * @param assignee who is to work on it, if that was said
 * @param snoozedUntil until when nobody is to be bothered with it; it is open again then
 * @param resolvedBy who resolved it; empty if its alerts did
 * @param mergedInto the incident that goes on in its place, if it was merged; it is resolved then
 * @param ownKey under which it is told of, since the whole of its group is, or was, another incident; empty if that is the
 *     group's key
 * @param version counts changes, from 1
 */
public record Incident(
        UUID id,
        UUID groupId,
        String groupKey,
        String receiver,
        String title,
        Severity severity,
        Status status,
        Fingerprints firing,
        int alertsSeen,
        Instant openedAt,
        Instant updatedAt,
        Optional<Acknowledgement> acknowledgement,
        Optional<String> assignee,
        Optional<Instant> snoozedUntil,
        Optional<Instant> resolvedAt,
        Optional<String> resolvedBy,
        Optional<UUID> mergedInto,
        Optional<String> ownKey,
        int version) {

    /** Where it stands; {@code acknowledged} becomes {@code resolved} with its alerts just as {@code open} does. */
    public enum Status {
        OPEN,
        ACKNOWLEDGED,
        RESOLVED;

        /** As it is stored and shown. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Who took it on, and when. */
    public record Acknowledgement(String by, Instant at) {}

    /** A new one for alerts of a group. */
    static Incident opened(UUID id, GroupSnapshot group) {
        return opened(
                id,
                group.groupId(),
                group.groupKey(),
                Optional.empty(),
                group.receiver(),
                group.title(),
                group.severity(),
                group.firing(),
                group.now());
    }

    static Incident opened(
            UUID id,
            UUID groupId,
            String groupKey,
            Optional<String> ownKey,
            String receiver,
            String title,
            Severity severity,
            Fingerprints firing,
            Instant now) {
        return new Incident(
                id,
                groupId,
                groupKey,
                receiver,
                title,
                severity,
                Status.OPEN,
                firing,
                firing.size(),
                now,
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ownKey,
                1);
    }

    /** Under which it is told of, wherever somebody may answer: no two that last have the same. */
    public String key() {
        return ownKey.orElse(groupKey);
    }

    public boolean isResolved() {
        return status == Status.RESOLVED;
    }

    /** The next version, in which something is to be changed. */
    Draft change(Instant now) {
        return new Draft(this, now);
    }

    /** A version of an incident in the making. */
    static final class Draft {

        private final Incident before;
        private final Instant now;
        private Severity severity;
        private Status status;
        private Fingerprints firing;
        private Optional<Acknowledgement> acknowledgement;
        private Optional<String> assignee;
        private Optional<Instant> snoozedUntil;
        private Optional<Instant> resolvedAt;
        private Optional<String> resolvedBy;
        private Optional<UUID> mergedInto;
        private Optional<String> ownKey;

        private Draft(Incident before, Instant now) {
            this.before = before;
            this.now = now;
            this.severity = before.severity;
            this.status = before.status;
            this.firing = before.firing;
            this.acknowledgement = before.acknowledgement;
            this.assignee = before.assignee;
            this.snoozedUntil = before.snoozedUntil;
            this.resolvedAt = before.resolvedAt;
            this.resolvedBy = before.resolvedBy;
            this.mergedInto = before.mergedInto;
            this.ownKey = before.ownKey;
        }

        Draft firing(Fingerprints now) {
            firing = now;
            return this;
        }

        /** An incident is as bad as it ever was. */
        Draft atLeast(Severity least) {
            severity = severity.compareTo(least) > 0 ? severity : least;
            return this;
        }

        Draft acknowledgedBy(String who) {
            status = Status.ACKNOWLEDGED;
            acknowledgement = Optional.of(new Acknowledgement(who, now));
            return this;
        }

        /** Nobody has taken it on, and nobody waits. */
        Draft open() {
            status = Status.OPEN;
            acknowledgement = Optional.empty();
            snoozedUntil = Optional.empty();
            resolvedAt = Optional.empty();
            resolvedBy = Optional.empty();
            return this;
        }

        Draft assignedTo(Optional<String> whom) {
            assignee = whom;
            return this;
        }

        Draft snoozedUntil(Instant end) {
            snoozedUntil = Optional.of(end);
            return this;
        }

        Draft resolvedBy(Optional<String> whom) {
            status = Status.RESOLVED;
            firing = Fingerprints.none();
            snoozedUntil = Optional.empty();
            resolvedAt = Optional.of(now);
            resolvedBy = whom;
            return this;
        }

        Draft toldUnder(Optional<String> key) {
            ownKey = key;
            return this;
        }

        Draft mergedInto(UUID survivor, String by) {
            mergedInto = Optional.of(survivor);
            return resolvedBy(Optional.of(by));
        }

        Incident done() {
            return new Incident(
                    before.id,
                    before.groupId,
                    before.groupKey,
                    before.receiver,
                    before.title,
                    severity,
                    status,
                    firing,
                    Math.max(before.alertsSeen, firing.size()),
                    before.openedAt,
                    now,
                    acknowledgement,
                    assignee,
                    snoozedUntil,
                    resolvedAt,
                    resolvedBy,
                    mergedInto,
                    ownKey,
                    before.version + 1);
        }
    }
}
