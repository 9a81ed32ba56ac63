package dev.evenkeel.backup.repository;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.evenkeel.backup.replication.Lsn;
import dev.evenkeel.backup.replication.Tablespace;
import dev.evenkeel.backup.replication.WalPosition;

/** The text of a manifest and the seal below it. */
final class ManifestJson {

    private static final String FORMAT = "evenkeel-backup/1";
    private static final String WHAT = "the manifest";

    private ManifestJson() {}

    static byte[] encode(Manifest manifest, DataKey key) {
        ObjectNode node = unsealed(manifest);
        node.put("seal", HexFormat.of().formatHex(key.seal(CanonicalJson.bytes(node))));
        return CanonicalJson.bytes(node);
    }

    /** Reads without asking for a key; the seal is for {@link #verify}. */
    static Manifest decode(byte[] bytes) throws RepositoryException {
        CanonicalJson.Reader json = CanonicalJson.read(bytes, WHAT);
        if (!json.text("format").equals(FORMAT)) {
            throw new RepositoryException.Corrupted(
                    WHAT + " is of the format " + json.text("format") + ", known is " + FORMAT);
        }
        try {
            return manifest(json);
        } catch (IllegalArgumentException outOfRange) {
            throw new RepositoryException.Corrupted(WHAT + " holds " + outOfRange.getMessage(), outOfRange);
        }
    }

    /** Whether {@code bytes} are exactly what {@link #encode} made of {@code manifest} with this key. */
    static void verify(byte[] bytes, Manifest manifest, DataKey key) throws RepositoryException {
        if (!Arrays.equals(bytes, encode(manifest, key))) {
            throw new RepositoryException.Corrupted("the manifest of backup " + manifest.id() + " fails its seal");
        }
    }

    private static ObjectNode unsealed(Manifest manifest) {
        BackupFacts facts = manifest.facts();
        ObjectNode node = CanonicalJson.object()
                .put("format", FORMAT)
                .put("id", manifest.id().text())
                .put("target", facts.target())
                .put("label", facts.label())
                .put("role", facts.role())
                .put("begun", facts.begun().toString())
                .put("ended", facts.ended().toString())
                .put("files", manifest.files())
                .put("tool", facts.tool());
        node.set(
                "server",
                CanonicalJson.object()
                        .put("version", facts.server().version())
                        .put("versionNumber", facts.server().versionNumber())
                        .put("systemIdentifier", facts.server().systemIdentifier())
                        .put("walSegmentBytes", facts.server().walSegmentBytes()));
        node.set("start", position(facts.start()));
        node.set("stop", position(facts.stop()));
        node.set(
                "encryption",
                CanonicalJson.object()
                        .put("cipher", "AES-256-GCM")
                        .put("keyId", manifest.keyId())
                        .put("wrappedKey", manifest.wrappedKey()));
        node.set(
                "layout",
                CanonicalJson.object()
                        .put("chunkBytes", manifest.layout().chunkBytes())
                        .put("chunksPerSegment", manifest.layout().chunksPerSegment()));
        ArrayNode tablespaces = node.putArray("tablespaces");
        facts.tablespaces()
                .forEach(
                        space -> tablespaces.addObject().put("oid", space.oid()).put("location", space.location()));
        ArrayNode streams = node.putArray("streams");
        manifest.streams().forEach(stream -> streams.add(stream(stream)));
        return node;
    }

    private static ObjectNode position(WalPosition position) {
        return CanonicalJson.object().put("lsn", position.lsn().toString()).put("timeline", position.timeline());
    }

    private static ObjectNode stream(StreamRecord stream) {
        ObjectNode node = CanonicalJson.object().put("name", stream.name()).put("bytes", stream.bytes());
        ArrayNode segments = node.putArray("segments");
        stream.segments()
                .forEach(segment -> segments.addObject()
                        .put("file", segment.file())
                        .put("bytes", segment.bytes())
                        .put("sha256", segment.sha256()));
        return node;
    }

    private static Manifest manifest(CanonicalJson.Reader json) throws RepositoryException {
        CanonicalJson.Reader server = json.object("server");
        CanonicalJson.Reader layout = json.object("layout");
        CanonicalJson.Reader encryption = json.object("encryption");
        List<Tablespace> tablespaces = new ArrayList<>();
        for (CanonicalJson.Reader space : json.objects("tablespaces")) {
            tablespaces.add(new Tablespace(space.number("oid"), space.text("location")));
        }
        List<StreamRecord> streams = new ArrayList<>();
        for (CanonicalJson.Reader stream : json.objects("streams")) {
            streams.add(stream(stream));
        }
        BackupFacts facts = new BackupFacts(
                json.text("target"),
                json.text("label"),
                json.text("role"),
                new BackupFacts.Server(
                        server.text("version"),
                        server.smallNumber("versionNumber"),
                        server.text("systemIdentifier"),
                        walSegmentBytes(server)),
                json.time("begun"),
                json.time("ended"),
                position(json.object("start")),
                position(json.object("stop")),
                tablespaces,
                json.text("tool"));
        return new Manifest(
                new BackupId(json.text("id")),
                facts,
                json.number("files"),
                new Layout(layout.smallNumber("chunkBytes"), layout.smallNumber("chunksPerSegment")),
                streams,
                encryption.text("keyId"),
                encryption.text("wrappedKey"));
    }

    private static long walSegmentBytes(CanonicalJson.Reader server) throws RepositoryException {
        long bytes = server.number("walSegmentBytes");
        if (Long.bitCount(bytes) != 1 || bytes < 1 << 20 || bytes > 1 << 30) {
            throw server.bad("walSegmentBytes", "a power of two from 1 MiB to 1 GiB");
        }
        return bytes;
    }

    private static WalPosition position(CanonicalJson.Reader json) throws RepositoryException {
        Lsn lsn = Lsn.parse(json.text("lsn")).orElseThrow(() -> json.bad("lsn", "an LSN"));
        return new WalPosition(lsn, json.number("timeline"));
    }

    /** A file's name follows from its place, so a manifest cannot point outside its folder. */
    private static StreamRecord stream(CanonicalJson.Reader json) throws RepositoryException {
        String name = json.text("name");
        if (!name.matches("[a-z-]{1,40}")) {
            throw json.bad("name", "the name of a stream");
        }
        List<StreamRecord.Segment> segments = new ArrayList<>();
        for (CanonicalJson.Reader segment : json.objects("segments")) {
            String file = segment.text("file");
            if (!file.equals(StreamRecord.fileName(name, segments.size() + 1))) {
                throw segment.bad("file", "the name that its place asks for");
            }
            segments.add(new StreamRecord.Segment(file, segment.number("bytes"), segment.text("sha256")));
        }
        return new StreamRecord(name, json.number("bytes"), segments);
    }
}
