package dev.evenkeel.platform.prometheus;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

import dev.evenkeel.platform.outbound.OutboundException;
import dev.evenkeel.platform.outbound.OutboundHttp;
import dev.evenkeel.platform.outbound.OutboundRequest;
import dev.evenkeel.platform.prometheus.PrometheusException.Kind;
import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.platform.series.Series;

/**
 * Asks one server over the Prometheus HTTP API. Every method fails with a {@link PrometheusException}, or with an {@link
 * java.io.UncheckedIOException} if a secret cannot be read.
 *
 * <p>Native histograms are left out of the answers, which then carry a warning.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/api/">Prometheus HTTP API</a>
 */
public final class PrometheusClient {

    // a question that fits into a URL goes as GET: caches may answer it and it may be repeated
    private static final int LONGEST_QUERY_STRING = 2000;
    private static final long LONGEST_ANSWER = 128L * 1024 * 1024;

    private final OutboundHttp http;
    private final PrometheusServer server;

    public PrometheusClient(OutboundHttp http, PrometheusServer server) {
        this.http = http;
        this.server = server;
    }

    /** Evaluates an expression at a moment. */
    public Uni<Answer<QueryValue>> query(String expression, Instant at) {
        var form = new Form()
                .add("query", expression)
                .add("time", seconds(at))
                .add("timeout", milliseconds(server.timeout()));
        return ask("/api/v1/query", form, PrometheusJson::queryValue);
    }

    /**
     * Evaluates an expression at many moments.
     *
     * @param start the first moment
     * @param end the last moment at most, not before the start
     * @param step from one to the next, at least a millisecond
     */
    public Uni<Answer<List<Series>>> queryRange(String expression, Instant start, Instant end, Duration step) {
        var form = new Form()
                .add("query", expression)
                .add("start", seconds(start))
                .add("end", seconds(end))
                .add("step", seconds(step))
                .add("timeout", milliseconds(server.timeout()));
        return ask("/api/v1/query_range", form, PrometheusJson::matrix);
    }

    /** The series that match any of the selectors and had samples in the time asked for. */
    public Uni<Answer<List<Labels>>> series(List<String> selectors, Instant start, Instant end) {
        return ask("/api/v1/series", between(selectors, start, end), PrometheusJson::labelSets);
    }

    /** The names of the labels of such series; of all series if there is no selector. */
    public Uni<Answer<List<String>>> labelNames(List<String> selectors, Instant start, Instant end) {
        return ask("/api/v1/labels", between(selectors, start, end), PrometheusJson::texts);
    }

    /** The values of a label of such series; of all series if there is no selector. */
    public Uni<Answer<List<String>>> labelValues(String label, List<String> selectors, Instant start, Instant end) {
        String path = "/api/v1/label/" + URLEncoder.encode(label, StandardCharsets.UTF_8) + "/values";
        // this route alone knows no POST
        return ask(() -> get(path, between(selectors, start, end)), PrometheusJson::texts);
    }

    public Uni<BuildInfo> buildInfo() {
        return ask(() -> get("/api/v1/status/buildinfo", new Form()), PrometheusJson::buildInfo)
                .map(Answer::data);
    }

    private <T> Uni<Answer<T>> ask(String path, Form form, Function<JsonNode, Answer<T>> reader) {
        return ask(
                () -> form.encoded().length() <= LONGEST_QUERY_STRING
                        ? get(path, form)
                        : OutboundRequest.post(
                                server.url() + path,
                                "application/x-www-form-urlencoded",
                                Buffer.buffer(form.encoded())),
                reader);
    }

    private <T> Uni<Answer<T>> ask(Supplier<OutboundRequest> request, Function<JsonNode, Answer<T>> reader) {
        return http.send(() -> introduced(request.get()), response -> PrometheusJson.read(response, reader))
                .onFailure(OutboundException.class)
                .transform(PrometheusClient::unanswered);
    }

    private OutboundRequest get(String path, Form form) {
        String query = form.encoded();
        return OutboundRequest.get(server.url() + path + (query.isEmpty() ? "" : "?" + query));
    }

    private OutboundRequest introduced(OutboundRequest bare) {
        OutboundRequest request =
                bare.timeout(server.timeout()).maxResponseBytes(LONGEST_ANSWER).header("Accept", "application/json");
        for (var header : server.headers().entrySet()) {
            request = request.header(header.getKey(), header.getValue());
        }
        return server.credentials().isPresent() ? server.credentials().get().addTo(request) : request;
    }

    private static PrometheusException unanswered(OutboundException failure) {
        Kind kind = switch (failure.reason()) {
            case TIMEOUT -> Kind.TIMEOUT;
            case TOO_LARGE -> Kind.UNREADABLE;
            default -> Kind.UNREACHABLE;
        };
        return new PrometheusException(kind, failure.getMessage(), failure);
    }

    private static Form between(List<String> selectors, Instant start, Instant end) {
        var form = new Form().add("start", seconds(start)).add("end", seconds(end));
        selectors.forEach(selector -> form.add("match[]", selector));
        return form;
    }

    private static String seconds(Instant moment) {
        return BigDecimal.valueOf(moment.toEpochMilli(), 3).toPlainString();
    }

    private static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3).toPlainString();
    }

    private static String milliseconds(Duration duration) {
        return duration.toMillis() + "ms";
    }

    /** The fields of a question. */
    private static final class Form {

        private final List<String> fields = new ArrayList<>();

        Form add(String name, String value) {
            fields.add(URLEncoder.encode(name, StandardCharsets.UTF_8) + "="
                    + URLEncoder.encode(value, StandardCharsets.UTF_8));
            return this;
        }

        String encoded() {
            return String.join("&", fields);
        }
    }
}
