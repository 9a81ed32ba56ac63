package dev.evenkeel.alertrouter.template.html;

import java.util.Locale;
import java.util.Set;

import dev.evenkeel.alertrouter.template.html.Context.AttributeKind;

/** What the attributes of HTML hold. */
final class AttributeTypes {

    private static final Set<String> URLS = Set.of(
            "action",
            "archive",
            "background",
            "cite",
            "classid",
            "codebase",
            "data",
            "formaction",
            "href",
            "icon",
            "longdesc",
            "manifest",
            "poster",
            "profile",
            "src",
            "usemap",
            "xmlns");

    /** Those that change what other content means, or what is sent to whom. */
    private static final Set<String> UNSAFE = Set.of(
            "accept-charset",
            "async",
            "challenge",
            "charset",
            "content",
            "crossorigin",
            "defer",
            "enctype",
            "form",
            "formenctype",
            "formmethod",
            "formnovalidate",
            "http-equiv",
            "keytype",
            "language",
            "method",
            "novalidate",
            "pattern",
            "rel",
            "sandbox",
            "type",
            "value");

    /** Plain ones whose names look like something else. */
    private static final Set<String> PLAIN = Set.of("srclang");

    private static final Set<String> SCRIPTS = Set.of(
            "application/ecmascript",
            "application/javascript",
            "application/json",
            "application/ld+json",
            "application/x-ecmascript",
            "application/x-javascript",
            "module",
            "text/ecmascript",
            "text/javascript",
            "text/javascript1.0",
            "text/javascript1.1",
            "text/javascript1.2",
            "text/javascript1.3",
            "text/javascript1.4",
            "text/javascript1.5",
            "text/jscript",
            "text/livescript",
            "text/x-ecmascript",
            "text/x-javascript");

    private AttributeTypes() {}

    /** What an attribute holds. */
    enum Type {
        PLAIN(AttributeKind.NONE),
        UNSAFE(AttributeKind.NONE),
        HTML(AttributeKind.NONE),
        CSS(AttributeKind.STYLE),
        SCRIPT(AttributeKind.SCRIPT),
        URL(AttributeKind.URL),
        SRCSET(AttributeKind.SRCSET);

        private final AttributeKind kind;

        Type(AttributeKind kind) {
            this.kind = kind;
        }

        AttributeKind kind() {
            return kind;
        }
    }

    /** @param name in lower case; of one that is not known the more dangerous meaning is assumed */
    static Type of(String name) {
        String plain = name;
        if (name.startsWith("data-")) {
            plain = name.substring("data-".length());
        } else if (name.indexOf(':') >= 0) {
            if (name.startsWith("xmlns:")) {
                return Type.URL;
            }
            plain = name.substring(name.indexOf(':') + 1);
        }
        return ofPlainName(plain);
    }

    private static Type ofPlainName(String name) {
        switch (name) {
            case "srcdoc" -> {
                return Type.HTML;
            }
            case "srcset" -> {
                return Type.SRCSET;
            }
            case "style" -> {
                return Type.CSS;
            }
            default -> {
                // looked up below
            }
        }
        if (PLAIN.contains(name)) {
            return Type.PLAIN;
        }
        if (UNSAFE.contains(name)) {
            return Type.UNSAFE;
        }
        if (URLS.contains(name)) {
            return Type.URL;
        }
        if (name.startsWith("on")) {
            return Type.SCRIPT;
        }
        return name.contains("src") || name.contains("uri") || name.contains("url") ? Type.URL : Type.PLAIN;
    }

    /** Whether the type of a script element says that it holds JavaScript or JSON. */
    static boolean isScript(String mediaType) {
        int parameters = mediaType.indexOf(';');
        String type = parameters < 0 ? mediaType : mediaType.substring(0, parameters);
        return SCRIPTS.contains(type.strip().toLowerCase(Locale.ROOT));
    }
}
