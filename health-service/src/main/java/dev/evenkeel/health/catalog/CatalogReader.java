package dev.evenkeel.health.catalog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

import dev.evenkeel.platform.configuration.ConfigDocument;
import dev.evenkeel.platform.configuration.ConfigMapping;
import dev.evenkeel.platform.configuration.ConfigNode;
import dev.evenkeel.platform.configuration.ConfigReader;

/** Reads the catalog from the configuration's {@code components} lists; {@code docs/health-service.md} has the format. */
public final class CatalogReader implements ConfigReader<Catalog> {

    private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);
    private static final Duration LONGEST_INTERVAL = Duration.ofDays(1);
    private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(30);
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(10);
    private static final int DEFAULT_FAILURE_THRESHOLD = 3;
    private static final int DEFAULT_SUCCESS_THRESHOLD = 2;
    private static final int DEFAULT_POSTGRES_PORT = 5432;

    @Override
    public Catalog read(List<ConfigDocument> documents) {
        Map<String, ConfigNode> names = new HashMap<>();
        List<ConfigNode> dependencies = new ArrayList<>();
        Map<String, Component> components = new LinkedHashMap<>();
        for (ConfigDocument document : documents) {
            ConfigMapping top = document.root().mapping();
            for (ConfigNode node : top.required("components").list()) {
                Component component = component(node, names, dependencies);
                components.putIfAbsent(component.name(), component);
            }
            top.refuseOthers();
        }
        dependencies.forEach(node -> {
            if (!names.containsKey(node.text())) {
                node.reject("is not a component; there are " + String.join(", ", components.keySet()));
            }
        });
        boolean whole = dependencies.stream().allMatch(node -> names.containsKey(node.text()));
        return whole ? new Catalog(List.copyOf(components.values())) : Catalog.EMPTY;
    }

    private static Component component(ConfigNode node, Map<String, ConfigNode> names, List<ConfigNode> dependencies) {
        ConfigMapping fields = node.mapping();
        ConfigNode nameNode = fields.required("name");
        String name = nameNode.name();
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
            nameNode.reject(
                    "must be at most 100 letters, digits, dots, hyphens and underscores, a letter or digit first");
        }
        ConfigNode earlier = names.putIfAbsent(name, nameNode);
        if (earlier != null) {
            nameNode.reject("is the name of another component already, see " + earlier.file() + ":" + earlier.line());
        }
        Component component = new Component(
                name,
                fields.optional("description", ConfigNode::text, ""),
                fields.optional("criticality", value -> value.oneOf(Criticality.class), Criticality.MEDIUM),
                fields.optional("owner", ConfigNode::text, ""),
                fields.optional("runbook").map(value -> value.httpUrl().toString()),
                check(fields.required("check")),
                fields.optional("depends_on", value -> dependsOn(name, value, dependencies), List.of()),
                fields.optional("replica_of").map(value -> replicaOf(name, value, dependencies)));
        fields.refuseOthers();
        return component;
    }

    private static List<Dependency> dependsOn(String name, ConfigNode list, List<ConfigNode> dependencies) {
        List<Dependency> read = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (ConfigNode node : list.list()) {
            ConfigNode target = node;
            Dependency.Strength strength = Dependency.Strength.HARD;
            if (node.isMapping()) {
                ConfigMapping fields = node.mapping();
                target = fields.required("component");
                strength = fields.optional(
                        "strength", value -> value.oneOf(Dependency.Strength.class), Dependency.Strength.HARD);
                fields.refuseOthers();
            }
            String dependency = target.name();
            if (dependency.equals(name)) {
                target.reject("is the component itself");
            } else if (!seen.add(dependency)) {
                target.reject("is listed twice");
            } else {
                dependencies.add(target);
                read.add(new Dependency(dependency, strength));
            }
        }
        return read;
    }

    private static String replicaOf(String name, ConfigNode node, List<ConfigNode> dependencies) {
        if (node.name().equals(name)) {
            node.reject("is the component itself");
        }
        dependencies.add(node);
        return node.name();
    }

    private static Check check(ConfigNode node) {
        ConfigMapping fields = node.mapping();
        Target target = target(fields);
        Duration interval = fields.optional(
                "interval", value -> value.duration(SHORTEST_INTERVAL, LONGEST_INTERVAL), DEFAULT_INTERVAL);
        Duration usualTimeout = DEFAULT_TIMEOUT.compareTo(interval) < 0 ? DEFAULT_TIMEOUT : interval;
        Check check = new Check(
                target,
                interval,
                fields.optional("timeout", value -> value.duration(SHORTEST_TIMEOUT, interval), usualTimeout),
                fields.optional("failure_threshold", value -> value.integer(1, 100), DEFAULT_FAILURE_THRESHOLD),
                fields.optional("success_threshold", value -> value.integer(1, 100), DEFAULT_SUCCESS_THRESHOLD));
        fields.refuseOthers();
        return check;
    }

    private static Target target(ConfigMapping fields) {
        List<Target> targets = new ArrayList<>();
        fields.optional("http").ifPresent(value -> targets.add(http(value)));
        fields.optional("tcp").ifPresent(value -> targets.add(tcp(value)));
        fields.optional("postgres").ifPresent(value -> targets.add(postgres(value)));
        if (targets.size() != 1) {
            fields.self().reject("needs exactly one of http, tcp and postgres");
            return new Target.Tcp("invalid.invalid", 1);
        }
        return targets.getFirst();
    }

    private static Target http(ConfigNode node) {
        ConfigMapping fields = node.mapping();
        Target target = new Target.Http(
                fields.required("url").httpUrl(),
                fields.optional("method", CatalogReader::method, "GET"),
                fields.optional("headers", value -> value.mapping().texts(), Map.of()),
                fields.optional("expect_status", value -> value.list(code -> code.integer(100, 599)), List.of()),
                fields.optional("expect_body").flatMap(CatalogReader::pattern),
                fields.secret("bearer_token"));
        fields.refuseOthers();
        return target;
    }

    private static Target tcp(ConfigNode node) {
        ConfigMapping fields = node.mapping();
        Target target = new Target.Tcp(
                fields.required("host").name(), fields.required("port").integer(1, 65_535));
        fields.refuseOthers();
        return target;
    }

    private static Target postgres(ConfigNode node) {
        ConfigMapping fields = node.mapping();
        Target target = new Target.Postgres(
                fields.required("host").name(),
                fields.optional("port", value -> value.integer(1, 65_535), DEFAULT_POSTGRES_PORT),
                fields.required("database").name(),
                fields.required("user").name(),
                fields.secret("password"),
                fields.optional("query", ConfigNode::name, "SELECT 1"));
        fields.refuseOthers();
        return target;
    }

    private static String method(ConfigNode node) {
        String method = node.text();
        if (!Set.of("GET", "HEAD", "POST").contains(method)) {
            node.reject("must be GET, HEAD or POST, not '" + method + "'");
        }
        return method;
    }

    private static Optional<Pattern> pattern(ConfigNode node) {
        try {
            return Optional.of(Pattern.compile(node.text(), Pattern.DOTALL));
        } catch (PatternSyntaxException malformed) {
            node.reject("must be a regular expression of RE2: " + malformed.getDescription());
            return Optional.empty();
        }
    }
}
