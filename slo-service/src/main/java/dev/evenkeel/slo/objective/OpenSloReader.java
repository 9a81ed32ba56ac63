package dev.evenkeel.slo.objective;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.evenkeel.platform.configuration.ConfigDocument;
import dev.evenkeel.platform.configuration.ConfigMapping;
import dev.evenkeel.platform.configuration.ConfigNode;
import dev.evenkeel.platform.configuration.ConfigReader;
import dev.evenkeel.platform.prometheus.DataSource;

/**
 * Reads OpenSLO v1 documents. They may stand in any order and in any number of files; a document may be referred to by
 * name or written where it is used, as the specification has it.
 *
 * @see <a href="https://github.com/OpenSLO/OpenSLO">OpenSLO specification, v1</a>
 */
public final class OpenSloReader implements ConfigReader<SloCatalog> {

    private static final String VERSION = "openslo/v1";

    @Override
    public SloCatalog read(List<ConfigDocument> documents) {
        OpenSloDocuments known = new OpenSloDocuments();
        List<ConfigMapping> slos = new ArrayList<>();
        for (ConfigDocument document : documents) {
            ConfigMapping top = document.root().mapping();
            if (isOurs(top)) {
                ConfigNode kind = top.required("kind");
                if (kind.text().equals("SLO")) {
                    slos.add(top);
                } else {
                    known.add(kind, top);
                }
            }
        }
        List<DataSource> sources = new DataSourceReader(known).all();
        SloReader reader = new SloReader(known, sources);
        Map<String, Slo> read = new LinkedHashMap<>();
        for (ConfigMapping document : slos) {
            for (Slo slo : reader.read(document)) {
                if (read.putIfAbsent(slo.name(), slo) != null) {
                    document.self().reject("there is another SLO named '" + slo.name() + "'");
                }
            }
        }
        known.refuseUnread();
        return new SloCatalog(List.copyOf(read.values()), sources);
    }

    private static boolean isOurs(ConfigMapping top) {
        ConfigNode version = top.required("apiVersion");
        if (!version.text().equals(VERSION)) {
            version.reject("must be " + VERSION);
            return false;
        }
        return true;
    }
}
