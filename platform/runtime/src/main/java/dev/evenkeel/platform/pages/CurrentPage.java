package dev.evenkeel.platform.pages;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Named;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.evenkeel.platform.security.Caller;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.platform.security.access.SuiteAuthentication;

/** What the layout says around a page: which service this is, who is signed in, where one can go. */
@Named("page")
@RequestScoped
public class CurrentPage {

    private static final String THEME_COOKIE = "evenkeel_theme";

    private final RoutingContext context;
    private final SuiteConfiguration suite;
    private final Assets assets;
    private final Instance<StartPage> startPage;
    private final String serviceName;
    private final String serviceTitle;

    CurrentPage(
            RoutingContext context,
            SuiteConfiguration suite,
            Assets assets,
            Instance<StartPage> startPage,
            @ConfigProperty(name = "quarkus.application.name") String serviceName,
            @ConfigProperty(name = "evenkeel.service.title") String serviceTitle) {
        this.context = context;
        this.suite = suite;
        this.assets = assets;
        this.startPage = startPage;
        this.serviceName = serviceName;
        this.serviceTitle = serviceTitle;
    }

    /** A link of the navigation. */
    public record Entry(String title, String url, boolean current) {}

    /** Who is signed in. */
    public record Person(String name, String roles) {}

    public String service() {
        return serviceTitle;
    }

    /** The services of the suite; this one is always among them. */
    public List<Entry> services() {
        HttpServerRequest request = context.request();
        String host = request.authority() == null
                ? "localhost"
                : bracketed(request.authority().host());
        return SuiteService.ALL.stream()
                .flatMap(service -> entry(service, request.scheme(), host).stream())
                .toList();
    }

    private Optional<Entry> entry(SuiteService service, String scheme, String host) {
        if (service.name().equals(serviceName)) {
            return Optional.of(new Entry(service.title(), "/", true));
        }
        Optional<String> configured =
                Optional.ofNullable(suite.services().get(service.name())).flatMap(SuiteConfiguration.Location::url);
        return SuiteService.address(configured, scheme, host).map(url -> new Entry(service.title(), url, false));
    }

    private static String bracketed(String host) {
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    /** The pages of this service; none for a stranger, and none if there is only the start page. */
    public List<Entry> links() {
        List<PageLink> links = startPage.get().links();
        if (links.isEmpty() || person() == null) {
            return List.of();
        }
        String path = context.normalizedPath();
        List<Entry> entries = new ArrayList<>();
        entries.add(new Entry("Overview", "/", path.equals("/")));
        links.stream()
                .filter(link -> may(link.role()))
                .forEach(link -> entries.add(new Entry(link.title(), link.path(), link.covers(path))));
        return entries;
    }

    /** Null if nobody is signed in. */
    public Person person() {
        return caller().map(caller -> new Person(caller.name(), rolesOf(caller)))
                .orElse(null);
    }

    private static String rolesOf(Caller caller) {
        return caller.roles().isEmpty()
                ? "no role"
                : String.join(
                        ", ",
                        caller.roles().stream()
                                .sorted(Comparator.naturalOrder())
                                .map(Role::id)
                                .toList());
    }

    private Optional<Caller> caller() {
        return SuiteAuthentication.caller(context);
    }

    /** Whether the person may do what needs this role: pages leave out what would be refused. */
    public boolean may(String role) {
        return caller().map(caller -> Role.namesIncludedIn(caller.roles()).contains(role))
                .orElse(false);
    }

    /** {@code light} or {@code dark} if the person chose one, else {@code auto}: the system decides. */
    public String theme() {
        Cookie cookie = context.request().getCookie(THEME_COOKIE);
        String chosen = cookie == null ? "" : cookie.getValue();
        return chosen.equals("light") || chosen.equals("dark") ? chosen : "auto";
    }

    public String asset(String file) {
        return assets.address(file);
    }
}
