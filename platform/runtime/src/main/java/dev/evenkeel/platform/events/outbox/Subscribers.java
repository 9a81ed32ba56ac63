package dev.evenkeel.platform.events.outbox;

import java.util.List;

/**
 * Everybody who gets events from this service.
 *
 * @param all with different names
 */
public record Subscribers(List<Subscriber> all) {

    public Subscribers {
        all = List.copyOf(all);
    }

    /** The names of those that want events of this type. */
    public List<String> of(String type) {
        return all.stream()
                .filter(subscriber -> subscriber.wants(type))
                .map(Subscriber::name)
                .toList();
    }

    public List<String> names() {
        return all.stream().map(Subscriber::name).toList();
    }
}
