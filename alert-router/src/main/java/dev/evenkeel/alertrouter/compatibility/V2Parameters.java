package dev.evenkeel.alertrouter.compatibility;

import java.util.Locale;
import java.util.Set;

/** Query parameters as API v2 understands them. */
public final class V2Parameters {

    private static final Set<String> TRUE =
            Set.of("1", "true", "yes", "ok", "y", "on", "selected", "checked", "t", "enabled");

    private V2Parameters() {}

    /** A flag that is on unless said otherwise; a word that is not known says otherwise. */
    public static boolean isOn(String value) {
        return value == null || value.isEmpty() || TRUE.contains(value.toLowerCase(Locale.ROOT));
    }
}
