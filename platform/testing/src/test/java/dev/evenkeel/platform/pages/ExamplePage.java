package dev.evenkeel.platform.pages;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

import dev.evenkeel.platform.security.Roles;

/** A page with every part that pages are made of, as a service would write it. */
@Path("/test/page")
public class ExamplePage {

    private static final Instant START = Instant.parse("2026-11-21T00:00:00Z");

    public record Check(String name, String kind, String state, Duration took, double availability, Instant since) {}

    public record Point(Instant at, double p50, double p99, double limit) {}

    @CheckedTemplate
    static final class Templates {

        static native TemplateInstance example(
                List<Check> checks, List<Point> points, List<ChartMark> marks, Instant broke);
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance page() {
        List<Check> checks = List.of(
                new Check("checkout-api", "bad", "down", Duration.ofMillis(5000), 0.9712, START.plusSeconds(7450)),
                new Check("payments", "warn", "degraded", Duration.ofMillis(840), 0.9987, START.plusSeconds(7200)),
                new Check("catalogue", "ok", "up", Duration.ofMillis(12), 0.99991, START),
                new Check("mail relay", "info", "starting", Duration.ofMillis(31), 1, START),
                new Check("archive", "idle", "unknown", Duration.ZERO, Double.NaN, START));
        List<Point> points = IntStream.range(0, 96)
                .mapToObj(i -> new Point(
                        START.plus(Duration.ofMinutes(15L * i)),
                        80 + 25 * Math.sin(i / 9.0),
                        190 + 60 * Math.sin(i / 9.0) + (i > 60 && i < 70 ? 180 : 0),
                        350))
                .toList();
        List<ChartMark> marks = List.of(
                new ChartMark(
                        "checkout-api is down",
                        START.plus(Duration.ofHours(15)),
                        START.plus(Duration.ofHours(18)),
                        "bad"),
                new ChartMark("slow mail", START.plus(Duration.ofHours(22)), null, "warn"));
        return Templates.example(checks, points, marks, START.plusSeconds(7450));
    }
}
