package dev.evenkeel.platform.outbound;

import java.util.List;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.vertx.core.Vertx;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the outbound connections injectable, as the settings have them. */
@Singleton
public class OutboundProducer {

    private final Vertx vertx;
    private final OutboundLimits limits;
    private final OutboundAddresses addresses;
    private final TrustedAuthorities authorities;
    private final String version;

    OutboundProducer(
            Vertx vertx,
            OutboundSettings settings,
            @ConfigProperty(name = "quarkus.application.version", defaultValue = "unknown") String version) {
        this.vertx = vertx;
        this.version = version;
        this.limits = new OutboundLimits(
                settings.connectTimeout(),
                settings.timeout(),
                settings.maxResponse().asLongValue());
        var allowed =
                settings.allowed().orElse(List.of()).stream().map(Cidr::parse).toList();
        var policy = new AddressPolicy(settings.privateAddresses(), allowed);
        this.addresses = new OutboundAddresses(vertx, policy, NameLookup.SYSTEM);
        this.authorities =
                TrustedAuthorities.systemAnd(settings.caCertificates().orElse(List.of()));
    }

    @Produces
    @Singleton
    OutboundAddresses addresses() {
        return addresses;
    }

    @Produces
    @Singleton
    TrustedAuthorities authorities() {
        return authorities;
    }

    @Produces
    @Singleton
    OutboundHttp http() {
        return new OutboundHttp(vertx, addresses, limits, authorities, version);
    }

    @Produces
    @Singleton
    OutboundTcp tcp() {
        return new OutboundTcp(vertx, addresses, limits);
    }
}
