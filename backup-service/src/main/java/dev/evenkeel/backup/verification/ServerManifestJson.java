package dev.evenkeel.backup.verification;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;

import dev.evenkeel.backup.replication.Lsn;

/**
 * Reads a server's manifest token by token, so that one of many thousand files takes little memory beyond its records,
 * and checks the checksum in its last line. Members that later versions may add are passed over.
 */
public final class ServerManifestJson {

    private static final String CHECKSUM_LINE = "\"Manifest-Checksum\"";
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(16).build())
            .build();

    private Optional<String> systemIdentifier = Optional.empty();
    private final Map<String, ServerManifest.FileRecord> files = new HashMap<>();
    private final List<ServerManifest.WalRange> ranges = new ArrayList<>();
    private Optional<String> checksum = Optional.empty();

    private ServerManifestJson() {}

    /**
     * @throws ServerManifestException if this is not a manifest, or it was changed after the server wrote it
     */
    public static ServerManifest parse(byte[] text) throws IOException {
        ServerManifestJson parser = new ServerManifestJson();
        try (JsonParser json = JSON.createParser(text)) {
            parser.manifest(json);
        } catch (JsonProcessingException malformed) {
            throw new ServerManifestException("the server's manifest is not JSON: " + malformed.getOriginalMessage());
        }
        String expected = parser.checksum.orElseThrow(
                () -> new ServerManifestException("the server's manifest has no checksum of its own"));
        if (!expected.equals(checksumOfAllButTheLastLine(text))) {
            throw new ServerManifestException("the server's manifest does not have its own checksum");
        }
        return new ServerManifest(parser.systemIdentifier, Map.copyOf(parser.files), List.copyOf(parser.ranges));
    }

    private void manifest(JsonParser json) throws IOException {
        expect(json.nextToken(), JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            switch (name) {
                case "System-Identifier" -> systemIdentifier = Optional.of(json.getText());
                case "Manifest-Checksum" ->
                    checksum = Optional.of(json.getText().toLowerCase(Locale.ROOT));
                case "Files" -> list(json, value, this::file);
                case "WAL-Ranges" -> list(json, value, this::range);
                default -> json.skipChildren();
            }
        }
    }

    @FunctionalInterface
    private interface Member {
        void take(Map<String, String> fields) throws ServerManifestException;
    }

    private static void list(JsonParser json, JsonToken first, Member member) throws IOException {
        expect(first, JsonToken.START_ARRAY);
        while (json.nextToken() == JsonToken.START_OBJECT) {
            Map<String, String> fields = new HashMap<>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                fields.put(name, json.getText());
                json.skipChildren();
            }
            member.take(fields);
        }
    }

    private void file(Map<String, String> fields) throws ServerManifestException {
        String algorithm = fields.getOrDefault("Checksum-Algorithm", "NONE");
        String sum = algorithm.equals("SHA256") ? field(fields, "Checksum").toLowerCase(Locale.ROOT) : "";
        files.put(path(fields), new ServerManifest.FileRecord(number(fields, "Size"), sum));
    }

    /** A path that is not UTF-8 comes as hexadecimal digits; it is decoded as in the archives. */
    private static String path(Map<String, String> fields) throws ServerManifestException {
        String encoded = fields.get("Encoded-Path");
        if (encoded == null) {
            return field(fields, "Path");
        }
        try {
            return new String(HexFormat.of().parseHex(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notHex) {
            throw new ServerManifestException("the server's manifest holds a path that is not hexadecimal");
        }
    }

    private void range(Map<String, String> fields) throws ServerManifestException {
        ranges.add(new ServerManifest.WalRange(
                number(fields, "Timeline"), lsn(fields, "Start-LSN"), lsn(fields, "End-LSN")));
    }

    private static String field(Map<String, String> fields, String name) throws ServerManifestException {
        String value = fields.get(name);
        if (value == null) {
            throw new ServerManifestException("the server's manifest lacks \"" + name + "\"");
        }
        return value;
    }

    private static long number(Map<String, String> fields, String name) throws ServerManifestException {
        String text = field(fields, name);
        if (!text.matches("[0-9]{1,18}")) {
            throw new ServerManifestException("the server's manifest holds \"" + name + "\" that is no number");
        }
        return Long.parseLong(text);
    }

    private static Lsn lsn(Map<String, String> fields, String name) throws ServerManifestException {
        return Lsn.parse(field(fields, name))
                .orElseThrow(() ->
                        new ServerManifestException("the server's manifest holds \"" + name + "\" that is no LSN"));
    }

    private static void expect(JsonToken actual, JsonToken wanted) throws ServerManifestException {
        if (actual != wanted) {
            throw new ServerManifestException("the server's manifest has an unknown form");
        }
    }

    private static String checksumOfAllButTheLastLine(byte[] text) throws ServerManifestException {
        int start = new String(text, StandardCharsets.ISO_8859_1).lastIndexOf(CHECKSUM_LINE);
        if (start < 0) {
            throw new ServerManifestException("the server's manifest has no checksum of its own");
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(text, 0, start);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }
}
