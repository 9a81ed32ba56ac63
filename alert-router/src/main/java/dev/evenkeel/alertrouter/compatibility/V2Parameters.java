package dev.evenkeel.alertrouter.compatibility;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import jakarta.ws.rs.core.MediaType;

import dev.evenkeel.alertrouter.matching.InvalidMatcherException;
import dev.evenkeel.alertrouter.matching.LabelFilter;
import dev.evenkeel.alertrouter.matching.MatcherSyntax;

/** What stands around a request's body, as API v2 understands it: query parameters and the kind of content. */
public final class V2Parameters {

    private static final Set<String> TRUE =
            Set.of("1", "true", "yes", "ok", "y", "on", "selected", "checked", "t", "enabled");

    private V2Parameters() {}

    /** A flag that is on unless said otherwise; a word that is not known says otherwise. */
    public static boolean isOn(String value) {
        return value == null || value.isEmpty() || TRUE.contains(value.toLowerCase(Locale.ROOT));
    }

    /**
     * What labels of receivers have to fulfil.
     *
     * @throws jakarta.ws.rs.WebApplicationException with the answer, if one of them is no matcher
     */
    public static LabelFilter receiverMatchers(List<String> written, MatcherSyntax syntax) {
        try {
            return LabelFilter.parse(written == null ? List.of() : written, syntax);
        } catch (InvalidMatcherException refused) {
            throw V2Response.text(400, "failed to parse receiver_matchers param: " + refused.getMessage());
        }
    }

    /** @throws jakarta.ws.rs.WebApplicationException with the answer, if the content is said to be anything but JSON */
    public static void requireJson(String contentType) {
        String type = contentType == null ? MediaType.APPLICATION_OCTET_STREAM : contentType;
        String bare = type.split(";", 2)[0].strip();
        if (!bare.toLowerCase(Locale.ROOT).equals(MediaType.APPLICATION_JSON)) {
            throw V2Response.coded(
                    415, 415, "unsupported media type \"" + bare + "\", only [application/json] are allowed");
        }
    }
}
