package dev.evenkeel.alertrouter.notification.email;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import dev.evenkeel.alertrouter.notification.content.UnsendableException;

/** Addresses as a header lists them: {@code Anna <anna@example.org>, "B, C" <bc@example.org>, d@example.org}. */
final class MailAddresses {

    // nothing that could end a command, and nothing that a server could take for another address
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>@\",;:\\p{Cntrl}]+@[^\\s<>@\",;\\p{Cntrl}]+");

    private MailAddresses() {}

    /** @throws UnsendableException if the list is empty or one of them is no address */
    static List<String> parse(String field, String list) {
        var addresses = new ArrayList<String>();
        for (String each : split(list)) {
            int open = each.lastIndexOf('<');
            boolean named = open >= 0 && each.endsWith(">");
            String address = (named ? each.substring(open + 1, each.length() - 1) : each).strip();
            if (!ADDRESS.matcher(address).matches()) {
                throw new UnsendableException("parse '" + field + "' addresses: one of them is no mail address");
            }
            addresses.add(address);
        }
        if (addresses.isEmpty()) {
            throw new UnsendableException("parse '" + field + "' addresses: there is none");
        }
        return addresses;
    }

    private static List<String> split(String list) {
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < list.length(); i++) {
            char each = list.charAt(i);
            quoted ^= each == '"';
            if (each == ',' && !quoted) {
                parts.add(part.toString().strip());
                part.setLength(0);
            } else {
                part.append(each);
            }
        }
        parts.add(part.toString().strip());
        parts.removeIf(String::isEmpty);
        return parts;
    }
}
