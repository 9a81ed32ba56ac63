package dev.evenkeel.alertrouter.oncall;

import java.util.List;

/**
 * People who are told together.
 *
 * @param members by name
 */
public record Team(String name, List<String> members) {

    public Team {
        members = List.copyOf(members);
    }
}
