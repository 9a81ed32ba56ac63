package dev.evenkeel.benchmarks.alerts;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be measured; each on a server of its own, unless somebody else's server is driven. */
enum Scenario {

    /** How many new alerts are taken, in batches of two sizes; of a server that has just begun, and again later. */
    INGEST {
        @Override
        void measure(Subject subject) {
            subject.load().warmUp(subject.options().warmUp());
            for (String when : List.of("first", "later")) {
                for (int batch : new int[] {64, 256}) {
                    Effort before = subject.effort();
                    double rate =
                            subject.load().post(when + batch, subject.options().alerts(), batch);
                    String what = "batches of %d, %s".formatted(batch, when);
                    subject.report("new alerts, " + what, Report.perSecond(rate));
                    subject.report(
                            "computing per new alert, " + what,
                            Report.microsecondsEach(
                                    subject.effort().since(before),
                                    subject.options().alerts()));
                }
            }
        }
    },

    /** How long it takes to read all alerts, when there are few and when there are many. */
    LIST {
        @Override
        void measure(Subject subject) {
            int posted = 0;
            for (int size : new int[] {10_000, 100_000}) {
                subject.load().post("list" + size, size - posted, 256);
                posted = size;
                Duration first = subject.load().list();
                subject.report("list of %,d alerts, first reads".formatted(size), Report.milliseconds(first));
                // what is compiled as it is used has been now, which a list that is asked for all day is, too
                Effort before = subject.effort();
                Duration later = subject.load().list();
                subject.report("list of %,d alerts, later reads".formatted(size), Report.milliseconds(later));
                subject.report(
                        "computing per alert of a list of %,d".formatted(size),
                        Report.microsecondsEach(subject.effort().since(before), size * (long) AlertLoad.LIST_READS));
            }
        }
    },

    /** What it takes to tell of as many groups as there are alerts. */
    GROUPS {
        @Override
        void measure(Subject subject) {
            int groups = subject.options().groups();
            subject.load().groups("warm", 500, subject.sink());
            Duration took = subject.load().groups("each", groups, subject.sink());
            subject.report("%,d groups of one alert: all told after".formatted(groups), Report.milliseconds(took));
            subject.report("threads then", subject.threads());
        }

        @Override
        boolean needsWebhooks() {
            return true;
        }
    },

    /** What it takes to tell of a single group of very many, which is one request: that they fire, and that they have ended. */
    ONE {
        @Override
        void measure(Subject subject) {
            int alerts = subject.options().alerts();
            AlertFeed feed = subject.load().feed("one");
            Duration fired = subject.load().oneGroup(feed, alerts, subject.sink());
            subject.report("one group of %,d: told that all fire after".formatted(alerts), Report.milliseconds(fired));
            Duration ended = subject.load().endOneGroup(feed, alerts, subject.sink());
            subject.report("the same: told that all have ended after", Report.milliseconds(ended));
        }

        @Override
        boolean needsWebhooks() {
            return true;
        }
    },

    /** How long after its post the webhook tells of an alert, when there is nothing else to do. */
    LATENCY {
        @Override
        void measure(Subject subject) {
            subject.load().warmUp(subject.options().warmUp());
            // until little is compiled any more, here or there
            subject.load().probes("warm", 2_000, subject.sink());
            report(subject, "one after the other", subject.load().probes("calm", 1_000, subject.sink()));
            report(subject, "50 a second", subject.load().steadyProbes("steady", 500, subject.sink()));
        }

        private static void report(Subject subject, String pace, Latencies latencies) {
            String what = "post to webhook, " + pace + ", ";
            subject.report(what + "median", Report.milliseconds(latencies.quantile(0.5)));
            subject.report(what + "p99", Report.milliseconds(latencies.quantile(0.99)));
            subject.report(what + "worst", Report.milliseconds(latencies.quantile(1)));
        }

        @Override
        boolean needsWebhooks() {
            return true;
        }
    },

    /** The same for alerts that are critical, amid a storm of others. */
    STORM {
        @Override
        void measure(Subject subject) {
            subject.load().warmUp(subject.options().warmUp());
            subject.load().probes("warm", 300, subject.sink());
            Latencies latencies =
                    subject.load().probesUnderStorm("storm", subject.options().alerts(), 64, subject.sink());
            String storm = "post to webhook in a storm of %,d, "
                    .formatted(subject.options().alerts());
            subject.report(storm + "median", Report.milliseconds(latencies.quantile(0.5)));
            subject.report(storm + "worst", Report.milliseconds(latencies.quantile(1)));
            subject.report(storm + "probes", Integer.toString(latencies.sorted().size()));
        }

        @Override
        boolean needsWebhooks() {
            return true;
        }
    };

    abstract void measure(Subject subject);

    /** Whether nothing can be measured without knowing where webhooks arrive. */
    boolean needsWebhooks() {
        return false;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Those that somebody typed the names of.
     *
     * @throws IllegalArgumentException with a sentence for them, if there is no such scenario
     */
    static Set<Scenario> named(String labels) {
        EnumSet<Scenario> named = EnumSet.noneOf(Scenario.class);
        for (String label : labels.split(",", -1)) {
            named.add(Arrays.stream(values())
                    .filter(scenario -> scenario.label().equals(label))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "--only names some of: " + list() + "; " + label + " is none of them.")));
        }
        return named;
    }

    static String list() {
        return Arrays.stream(values()).map(Scenario::label).collect(Collectors.joining(", "));
    }
}
