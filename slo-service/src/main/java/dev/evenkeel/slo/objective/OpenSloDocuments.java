package dev.evenkeel.slo.objective;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.evenkeel.platform.configuration.ConfigMapping;
import dev.evenkeel.platform.configuration.ConfigNode;

/** The documents that others refer to, by kind and name. */
final class OpenSloDocuments {

    private static final Set<String> KINDS =
            Set.of("Service", "SLI", "DataSource", "AlertPolicy", "AlertCondition", "AlertNotificationTarget");

    private final Map<String, Map<String, Document>> documents = new LinkedHashMap<>();

    /** A document whose head has been read. */
    record Document(String name, ConfigMapping whole) {

        ConfigMapping spec() {
            return whole.required("spec").mapping();
        }
    }

    void add(ConfigNode kindNode, ConfigMapping top) {
        String kind = kindNode.text();
        if (!KINDS.contains(kind)) {
            kindNode.reject("must be SLO or one of " + String.join(", ", new TreeSet<>(KINDS)));
            return;
        }
        String name = nameOf(top);
        Map<String, Document> ofKind = documents.computeIfAbsent(kind, first -> new LinkedHashMap<>());
        if (ofKind.putIfAbsent(name, new Document(name, top)) != null) {
            top.self().reject("there is another " + kind + " named '" + name + "'");
        }
    }

    /** The name in a document's {@code metadata}, all of whose fields are looked at. */
    static String nameOf(ConfigMapping document) {
        document.has("apiVersion");
        document.has("kind");
        ConfigMapping metadata = document.required("metadata").mapping();
        String name = metadata.required("name").parsed(OpenSloDocuments::checkedName, "");
        metadata.optional("displayName");
        metadata.optional("labels");
        metadata.optional("annotations");
        metadata.refuseOthers();
        return name;
    }

    private static String checkedName(String name) {
        if (!name.matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?")) {
            throw new IllegalArgumentException(
                    "must be at most 63 lower-case letters, digits and hyphens (RFC 1123), not '" + name + "'");
        }
        return name;
    }

    List<Document> ofKind(String kind) {
        return List.copyOf(documents.getOrDefault(kind, Map.of()).values());
    }

    /** The document that a reference names; the mistake is reported at the reference if there is none. */
    Optional<Document> referred(String kind, ConfigNode reference) {
        Map<String, Document> ofKind = documents.getOrDefault(kind, Map.of());
        Document document = ofKind.get(reference.text());
        if (document == null) {
            reference.reject(
                    ofKind.isEmpty()
                            ? "names no " + kind + "; there is none"
                            : "names no " + kind + "; there are " + String.join(", ", ofKind.keySet()));
        }
        return Optional.ofNullable(document);
    }

    /** Reports fields that are none in documents that say nothing which is needed to measure. */
    void refuseUnread() {
        for (String kind : List.of("Service", "AlertNotificationTarget")) {
            for (Document document : ofKind(kind)) {
                ConfigMapping spec = document.spec();
                spec.optional("description", ConfigNode::text, "");
                spec.optional("target", ConfigNode::text, "");
                spec.refuseOthers();
                document.whole().refuseOthers();
            }
        }
    }
}
