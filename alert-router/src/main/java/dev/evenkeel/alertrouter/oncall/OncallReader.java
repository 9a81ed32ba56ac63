package dev.evenkeel.alertrouter.oncall;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import dev.evenkeel.alertrouter.oncall.Person.Contact;
import dev.evenkeel.alertrouter.oncall.schedule.Schedule;
import dev.evenkeel.platform.configuration.ConfigMapping;
import dev.evenkeel.platform.configuration.ConfigNode;

/** Reads {@code oncall.yaml}. */
public final class OncallReader {

    private final Set<String> receivers;

    /** @param receivers that contacts may name */
    public OncallReader(Set<String> receivers) {
        this.receivers = receivers;
    }

    public OncallDirectory read(ConfigNode root) {
        ConfigMapping document = root.mapping();
        Map<String, Person> people = named(document, "people", this::readPerson, Person::name);
        refuseSharedLogins(document, people);
        Map<String, Team> teams = named(document, "teams", node -> readTeam(node, people.keySet()), Team::name);
        var scheduleReader = new ScheduleReader(people.keySet());
        Map<String, Schedule> schedules = named(document, "schedules", scheduleReader::read, Schedule::name);
        document.refuseOthers();
        return new OncallDirectory(people, teams, schedules);
    }

    private static <T> Map<String, T> named(
            ConfigMapping document, String field, Function<ConfigNode, T> reader, Function<T, String> name) {
        Map<String, T> byName = new LinkedHashMap<>();
        for (ConfigNode node : document.optional(field).map(ConfigNode::list).orElse(List.of())) {
            T value = reader.apply(node);
            if (byName.put(name.apply(value), value) != null) {
                node.reject("is a second one named '" + name.apply(value) + "'; names are unique");
            }
        }
        return byName;
    }

    private Person readPerson(ConfigNode node) {
        ConfigMapping person = node.mapping();
        String name = person.required("name").name();
        var zone = person.optional("time_zone", ConfigNode::timeZone, ZoneId.of("UTC"));
        String fullName = person.optional("full_name", ConfigNode::name, name);
        Set<String> logins =
                new LinkedHashSet<>(person.optional("logins", list -> list.list(ConfigNode::name), List.of(name)));
        List<Contact> contacts = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        for (ConfigNode each : person.optional("contacts").map(ConfigNode::list).orElse(List.of())) {
            Contact contact = readContact(each);
            if (!names.add(contact.name())) {
                each.reject("is a second contact named '" + contact.name() + "' of this person");
            }
            contacts.add(contact);
        }
        person.refuseOthers();
        return new Person(name, fullName, zone, contacts, logins);
    }

    private Contact readContact(ConfigNode node) {
        ConfigMapping contact = node.mapping();
        ConfigNode receiver = contact.required("receiver");
        String receiverName = receiver.name();
        if (!receivers.contains(receiverName)) {
            receiver.reject("names '" + receiverName + "', which is not a receiver of alertmanager.yml");
        }
        String name = contact.optional("name", ConfigNode::name, receiverName);
        contact.refuseOthers();
        return new Contact(name, receiverName);
    }

    private static void refuseSharedLogins(ConfigMapping document, Map<String, Person> people) {
        Map<String, String> owners = new LinkedHashMap<>();
        for (Person person : people.values()) {
            for (String login : person.logins()) {
                String owner = owners.put(login, person.name());
                if (owner != null) {
                    document.self()
                            .reject("gives the login '" + login + "' to both " + owner + " and " + person.name());
                }
            }
        }
    }

    private static Team readTeam(ConfigNode node, Set<String> people) {
        ConfigMapping team = node.mapping();
        String name = team.required("name").name();
        List<String> members = team.required("members").list(each -> {
            String member = each.name();
            if (!people.contains(member)) {
                each.reject("names '" + member + "', who is not among the people");
            }
            return member;
        });
        team.refuseOthers();
        return new Team(name, members);
    }
}
