package dev.evenkeel.slo.objective;

import java.time.Duration;
import java.util.List;

import dev.evenkeel.platform.configuration.ConfigMapping;
import dev.evenkeel.platform.configuration.ConfigNode;
import dev.evenkeel.platform.prometheus.DataSource;
import dev.evenkeel.platform.prometheus.PrometheusServer;
import dev.evenkeel.platform.prometheus.SourceConfiguration;

/**
 * Reads documents of kind {@code DataSource}: {@code type: Prometheus}, or our own {@code type: Scrape} for a metrics
 * endpoint without a Prometheus before it.
 */
final class DataSourceReader {

    /** OpenSLO has no field for it; half a minute is what Prometheus users are used to at most. */
    private static final Duration PROMETHEUS_INTERVAL = Duration.ofSeconds(30);

    private final OpenSloDocuments documents;

    DataSourceReader(OpenSloDocuments documents) {
        this.documents = documents;
    }

    List<DataSource> all() {
        return documents.ofKind("DataSource").stream().map(this::read).toList();
    }

    private DataSource read(OpenSloDocuments.Document document) {
        ConfigMapping spec = document.spec();
        spec.optional("description", ConfigNode::text, "");
        ConfigNode type = spec.required("type");
        ConfigNode connection = spec.required("connectionDetails");
        DataSource source = switch (type.text()) {
            case "Scrape" -> new DataSource.Scraped(document.name(), SourceConfiguration.scrapeTarget(connection));
            case "Prometheus" ->
                new DataSource.Prometheus(
                        document.name(), SourceConfiguration.prometheusServer(connection), PROMETHEUS_INTERVAL);
            default -> {
                type.reject("must be Prometheus or Scrape");
                yield new DataSource.Prometheus(
                        document.name(), PrometheusServer.at("http://invalid.invalid"), PROMETHEUS_INTERVAL);
            }
        };
        spec.refuseOthers();
        document.whole().refuseOthers();
        return source;
    }
}
