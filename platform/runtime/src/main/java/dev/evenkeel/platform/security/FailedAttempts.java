package dev.evenkeel.platform.security;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts failed attempts per address and says when an address has had too many.
 *
 * <p>Each address may fail {@code allowed} times at once and regains one attempt every {@code regainEvery} (a token
 * bucket). Guessing a 256-bit key is hopeless at any speed; what is limited is the load and the noise of trying. A
 * credential that is good is therefore never refused on account of its address.
 *
 * <p>Memory is bounded: when more than {@code mostAddresses} have failed, the one whose failure is longest ago is
 * forgotten. IPv6 addresses are counted by their /64 network, which is what one subscriber is given (RFC 6177). Safe for
 * use by several threads.
 */
public final class FailedAttempts {

    private final int allowed;
    private final Duration regainEvery;
    private final Map<String, Bucket> buckets;

    private record Bucket(double spent, Instant at) {

        /** A clock that was set back must not make an address wait until it has caught up. */
        Bucket notAfter(Instant now) {
            return at.isAfter(now) ? new Bucket(spent, now) : this;
        }
    }

    public FailedAttempts(int allowed, Duration regainEvery, int mostAddresses) {
        this.allowed = allowed;
        this.regainEvery = regainEvery;
        this.buckets = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                return size() > mostAddresses;
            }
        };
    }

    public synchronized void failed(String address, Instant now) {
        String network = network(address);
        double spent = Math.min(allowed, spent(buckets.get(network), now) + 1);
        buckets.put(network, new Bucket(spent, now));
    }

    /** @return how long the address has to wait before its next attempt; empty if it need not */
    public synchronized Optional<Duration> wait(String address, Instant now) {
        String network = network(address);
        // an address that never failed must not move another one out of the map, so nothing new is put here
        Bucket bucket = buckets.computeIfPresent(network, (unchanged, known) -> known.notAfter(now));
        double spent = spent(bucket, now);
        if (spent <= allowed - 1) {
            return Optional.empty();
        }
        double missing = spent - (allowed - 1);
        return Optional.of(Duration.ofMillis(Math.round(missing * regainEvery.toMillis())));
    }

    private double spent(Bucket bucket, Instant now) {
        if (bucket == null) {
            return 0;
        }
        double regained = Math.max(0, Duration.between(bucket.at(), now).toMillis()) / (double) regainEvery.toMillis();
        return Math.max(0, bucket.spent() - regained);
    }

    synchronized int addresses() {
        return buckets.size();
    }

    /** The address itself, or for a literal IPv6 address its first 64 bits. */
    static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            return bytes.length == 16 ? HexFormat.of().formatHex(bytes, 0, 8) + "::/64" : address;
        } catch (IllegalArgumentException notAnAddress) {
            return address;
        }
    }
}
