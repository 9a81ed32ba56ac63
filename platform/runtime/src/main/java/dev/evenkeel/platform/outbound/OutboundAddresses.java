package dev.evenkeel.platform.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;

import dev.evenkeel.platform.outbound.OutboundException.Reason;

/**
 * Names to addresses that may be contacted. Whoever opens a connection of their own to a host from a configuration (a
 * database, a mail server) asks here and then connects to the very address that was given, never to the name again.
 */
public final class OutboundAddresses {

    // lookups block; more of them at once than this wait, and their callers' deadlines keep running
    private static final int LOOKUPS_AT_ONCE = 8;

    private final AddressPolicy policy;
    private final NameLookup lookup;
    private final WorkerExecutor lookups;

    public OutboundAddresses(Vertx vertx, AddressPolicy policy, NameLookup lookup) {
        this.policy = policy;
        this.lookup = lookup;
        this.lookups = vertx.createSharedWorkerExecutor("evenkeel-name-lookup", LOOKUPS_AT_ONCE);
    }

    /**
     * @param host a name or an address; IPv6 addresses with or without brackets
     * @return at least one address, in the order to try them; fails with an {@link OutboundException} that says
     *     INVALID_URL, UNRESOLVED or REFUSED_BY_POLICY
     */
    public Uni<List<InetAddress>> resolve(String host) {
        return Uni.createFrom()
                .completionStage(() -> resolve(HttpTarget.ofHost(host, 1)).toCompletionStage());
    }

    /**
     * The same for callers on a thread of their own, which waits for the lookup.
     *
     * @throws OutboundException as {@link #resolve(String)} fails
     */
    public List<InetAddress> resolveBlocking(String host) {
        HttpTarget target = HttpTarget.ofHost(host, 1);
        return permitted(target.host(), target.literal().map(List::of).orElseGet(() -> lookUp(target.host())));
    }

    Future<List<InetAddress>> resolve(HttpTarget target) {
        Future<List<InetAddress>> found = target.literal()
                .map(literal -> Future.succeededFuture(List.of(literal)))
                .orElseGet(() -> lookups.executeBlocking(() -> lookUp(target.host()), false));
        return found.map(addresses -> permitted(target.host(), addresses));
    }

    private List<InetAddress> lookUp(String name) {
        try {
            return lookup.addressesOf(name);
        } catch (UnknownHostException unknown) {
            throw new OutboundException(Reason.UNRESOLVED, "the name %s has no address".formatted(name), unknown);
        }
    }

    private List<InetAddress> permitted(String host, List<InetAddress> addresses) {
        var permitted = new ArrayList<InetAddress>();
        var refusals = new ArrayList<String>();
        for (InetAddress address : addresses) {
            Optional<String> refusal = policy.refusal(address);
            if (refusal.isEmpty()) {
                permitted.add(address);
            } else {
                refusals.add("%s is %s".formatted(address.getHostAddress(), refusal.get()));
            }
        }
        if (permitted.isEmpty()) {
            throw new OutboundException(
                    refusals.isEmpty() ? Reason.UNRESOLVED : Reason.REFUSED_BY_POLICY,
                    refusals.isEmpty()
                            ? "the name %s has no address".formatted(host)
                            : "%s may not be contacted: %s (see evenkeel.outbound.allowed)"
                                    .formatted(host, String.join(", ", refusals)));
        }
        return List.copyOf(permitted);
    }
}
