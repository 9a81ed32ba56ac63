package dev.evenkeel.platform.web;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.annotation.Nullable;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Takes every kind of parameter and body, and fails in every way, for the tests of the web edge. */
@Path("/web-test")
@PermitAll
public class WebTestResource {

    private final Pool pool;

    WebTestResource(Pool pool) {
        this.pool = pool;
    }

    public enum Color {
        RED,
        GREEN
    }

    public record Part(String label, Instant since) {}

    public record Thing(@NotBlank String name, @Max(10) int count, Color color, List<@Valid Part> parts) {

        public Thing {
            if ("forbidden".equals(name)) {
                throw new IllegalArgumentException("name: 'forbidden' is taken");
            }
        }
    }

    @POST
    @Path("/things")
    public Thing create(@Valid Thing thing) {
        return thing;
    }

    @POST
    @Path("/stored")
    public Uni<String> store(Thing thing) {
        return pool.preparedQuery("SELECT $1::text AS name")
                .execute(Tuple.of(thing.name()))
                .map(rows -> rows.iterator().next().getString("name"));
    }

    @POST
    @Path("/optional")
    public String optional(@Nullable Thing thing) {
        return thing == null ? "none" : thing.name();
    }

    @GET
    @Path("/items")
    public String items(
            @RestQuery @Min(1) Integer limit, @RestQuery Instant since, @RestQuery Color color, @RestQuery UUID id) {
        return "limit=" + limit + " since=" + since + " color=" + color + " id=" + id;
    }

    @GET
    @Path("/items/{id}")
    public String item(@RestPath long id) {
        if (id == 404) {
            throw new NotFoundException("There is no item 404");
        }
        return "item " + id;
    }

    @POST
    @Path("/form")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public String form(@RestForm String query, @RestForm Integer limit) {
        return query + "/" + limit;
    }

    @POST
    @Path("/text")
    @Consumes(MediaType.TEXT_PLAIN)
    @Produces(MediaType.TEXT_PLAIN)
    public Uni<String> text(String body) {
        return Uni.createFrom()
                .item(body.length() + " on " + Thread.currentThread().getName());
    }

    @GET
    @Path("/list")
    public RestResponse<Page<String>> list(@RestQuery Integer limit, @RestQuery String cursor, UriInfo asked) {
        PageRequest request = PageRequest.of(limit, cursor);
        String after = request.after().map(end -> end.key().getFirst()).orElse("");
        List<String> fetched = List.of("a", "b", "c").stream()
                .filter(item -> item.compareTo(after) > 0)
                .limit(request.fetch())
                .toList();
        return Page.of(request, fetched, Cursor::after).answer(asked);
    }

    @GET
    @Path("/correlation")
    public Uni<Map<String, String>> correlation() {
        return pool.query("SELECT 1")
                .execute()
                .onItem()
                .delayIt()
                .by(Duration.ofMillis(5))
                .map(rows -> Map.of("id", CorrelationId.current().orElse("none")));
    }

    @GET
    @Path("/secured")
    @RolesAllowed("admin")
    public String secured() {
        return "secret";
    }

    @GET
    @Path("/failures/{kind}")
    public Uni<String> fail(@RestPath String kind) throws JsonProcessingException {
        return switch (kind) {
            case "bug" -> throw new IllegalStateException("internal detail with password=hunter2");
            case "late-bug" -> Uni.createFrom().failure(new IllegalStateException("internal detail"));
            case "upstream-json" ->
                Uni.createFrom().item(new ObjectMapper().readTree("{broken").toString());
            case "away" ->
                Uni.createFrom().failure(new RuntimeException("wrapped", new ConnectException("Connection refused")));
            case "reset" -> Uni.createFrom().failure(new SocketException("Connection reset"));
            case "broken" -> Uni.createFrom().failure(new IOException("Broken pipe"));
            case "shutdown" ->
                Uni.createFrom().failure(new PgException("terminating connection", "FATAL", "57P01", null));
            case "duplicate" -> Uni.createFrom().failure(new PgException("duplicate key", "ERROR", "23505", null));
            case "statement" -> pool.query("SELECT 1/0").execute().map(rows -> "never");
            case "gone" -> throw ProblemException.notFound("It is gone");
            case "error" -> throw new StackOverflowError();
            default ->
                kind.startsWith("bug-")
                        ? Uni.createFrom().failure(new IllegalStateException("internal detail"))
                        : Uni.createFrom().item(kind);
        };
    }
}
