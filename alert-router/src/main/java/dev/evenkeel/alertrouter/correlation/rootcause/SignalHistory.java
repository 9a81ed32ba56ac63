package dev.evenkeel.alertrouter.correlation.rootcause;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.evenkeel.alertrouter.alert.StorableText;
import dev.evenkeel.alertrouter.correlation.cluster.Occurrence;

/**
 * In how many incidents of the past a signal was seen. Nobody has to have said what those were about.
 *
 * @param incidents how many there were
 * @param seenIn in how many of them, by sign; those that are not there were seen in none
 */
public record SignalHistory(int incidents, Map<Sign, Integer> seenIn) {

    /** Of a system that nothing is known of yet. */
    public static final SignalHistory NONE = new SignalHistory(0, Map.of());

    /** A signal of an entity, in texts that can be stored. */
    public record Sign(String entity, String signal) {

        public Sign {
            entity = StorableText.of(entity);
            signal = StorableText.of(signal);
        }

        public static Sign of(Occurrence occurrence) {
            return new Sign(occurrence.entity(), occurrence.signal());
        }
    }

    /** The same after one more incident. */
    public SignalHistory after(Collection<Occurrence> incident) {
        Map<Sign, Integer> seen = new HashMap<>(seenIn);
        Set<Sign> signs = incident.stream().map(Sign::of).collect(Collectors.toSet());
        signs.forEach(sign -> seen.merge(sign, 1, Integer::sum));
        return new SignalHistory(incidents + 1, seen);
    }

    /** In how many incidents a sign was seen. */
    public int of(Sign sign) {
        return seenIn.getOrDefault(sign, 0);
    }

    /** How much it says that a sign is there, in nats: the rarer, the more. */
    double rarity(Sign sign) {
        return Math.log((incidents + 2.0) / (of(sign) + 1.0));
    }
}
