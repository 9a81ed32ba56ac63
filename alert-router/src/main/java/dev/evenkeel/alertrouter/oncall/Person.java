package dev.evenkeel.alertrouter.oncall;

import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/**
 * Somebody who can be on call.
 *
 * @param name what schedules call them; unique
 * @param fullName what people call them
 * @param zone where they are
 * @param contacts how they are reached, the preferred way first
 * @param logins the names under which they call us: of API keys, or at the identity provider
 */
public record Person(String name, String fullName, ZoneId zone, List<Contact> contacts, Set<String> logins) {

    /**
     * A way to reach somebody: one of the receivers of {@code alertmanager.yml}, so that every channel will do.
     *
     * @param name unique for the person, as {@code phone}
     * @param receiver by name
     */
    public record Contact(String name, String receiver) {}

    public Person {
        contacts = List.copyOf(contacts);
        logins = Set.copyOf(logins);
    }

    public boolean isCaller(String login) {
        return logins.contains(login);
    }
}
