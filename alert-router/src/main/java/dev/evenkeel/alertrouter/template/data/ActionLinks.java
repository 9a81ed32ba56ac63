package dev.evenkeel.alertrouter.template.data;

import java.util.Map;
import java.util.function.Supplier;

/**
 * Addresses at which one can act without logging in, by what they do: {@code acknowledge}, {@code resolve}, {@code silence
 * 1h}. They are made when somebody asks for one, since each is signed and most texts have none; for use by one thread at a time.
 */
public final class ActionLinks {

    private final Supplier<Map<String, String>> source;
    private Map<String, String> made;

    /** @param source asked once at most */
    public ActionLinks(Supplier<Map<String, String>> source) {
        this.source = source;
    }

    public static ActionLinks none() {
        return new ActionLinks(Map::of);
    }

    public Map<String, String> asMap() {
        if (made == null) {
            made = Map.copyOf(source.get());
        }
        return made;
    }
}
