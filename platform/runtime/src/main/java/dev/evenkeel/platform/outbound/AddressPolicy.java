package dev.evenkeel.platform.outbound;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Which addresses may be contacted on a user's behalf.
 *
 * <p>Always refused, unless allowed explicitly: link-local addresses, the metadata services of the clouds, "this
 * network" and unspecified, multicast, broadcast and reserved ones. Loopback and private ranges are a switch, since
 * watching them is the daily work of a suite that runs beside what it watches. An IPv6 address that carries an IPv4
 * address inside is judged by both.
 *
 * <p>Ranges after the IANA special-purpose registries (RFC 6890).
 */
public final class AddressPolicy {

    /** What to do with loopback and private addresses. */
    public enum PrivateAddresses {
        ALLOW,
        REFUSE
    }

    private record Block(Cidr cidr, String name) {
        static Block of(String cidr, String name) {
            return new Block(Cidr.parse(cidr), name);
        }
    }

    // The narrow ones first: the first that matches names the reason. Not static, because a native image cannot hold
    // addresses and runs static initializers while it is built.
    private final List<Block> never = List.of(
            Block.of("169.254.169.254", "a cloud's metadata service"),
            Block.of("169.254.170.0/23", "a cloud's container metadata service"),
            Block.of("fd00:ec2::254", "a cloud's metadata service"),
            Block.of("fd00:ec2::23", "a cloud's container metadata service"),
            Block.of("fd20:ce::254", "a cloud's metadata service"),
            Block.of("fd00:42::42", "a cloud's metadata service"),
            Block.of("100.100.100.200", "a cloud's metadata service"),
            Block.of("192.0.0.192", "a cloud's metadata service"),
            Block.of("168.63.129.16", "a cloud's host agent"),
            Block.of("169.254.0.0/16", "link-local"),
            Block.of("fe80::/10", "link-local"),
            Block.of("0.0.0.0/8", "unspecified"),
            Block.of("::", "unspecified"),
            Block.of("224.0.0.0/4", "multicast"),
            Block.of("ff00::/8", "multicast"),
            Block.of("255.255.255.255", "broadcast"),
            Block.of("240.0.0.0/4", "reserved"));

    private final List<Block> inside = List.of(
            Block.of("127.0.0.0/8", "loopback"),
            Block.of("::1", "loopback"),
            Block.of("10.0.0.0/8", "private"),
            Block.of("172.16.0.0/12", "private"),
            Block.of("192.168.0.0/16", "private"),
            Block.of("100.64.0.0/10", "private (carrier-grade NAT)"),
            Block.of("192.0.0.0/24", "private (protocol assignments)"),
            Block.of("198.18.0.0/15", "private (benchmarking)"),
            Block.of("fc00::/7", "private"),
            Block.of("fec0::/10", "private"));

    private final EmbeddedIpv4 embedded = new EmbeddedIpv4();
    private final PrivateAddresses privateAddresses;
    private final List<Cidr> allowed;

    /** @param allowed blocks that may be contacted whatever else is said here */
    public AddressPolicy(PrivateAddresses privateAddresses, List<Cidr> allowed) {
        this.privateAddresses = privateAddresses;
        this.allowed = List.copyOf(allowed);
    }

    /**
     * Why an address may not be contacted, in words that fit behind "because it is"; empty if it may be.
     */
    public Optional<String> refusal(InetAddress address) {
        if (isAllowed(address)) {
            return Optional.empty();
        }
        Optional<String> refusal = refusalOf(address);
        if (refusal.isPresent()) {
            return refusal;
        }
        for (InetAddress inner : embedded.in(address)) {
            if (!isAllowed(inner) && refusalOf(inner).isPresent()) {
                return refusalOf(inner).map(name -> name + ", written as IPv6");
            }
        }
        return Optional.empty();
    }

    private boolean isAllowed(InetAddress address) {
        return allowed.stream().anyMatch(cidr -> cidr.contains(address));
    }

    private Optional<String> refusalOf(InetAddress address) {
        Optional<String> refusal = nameOf(address, never);
        return refusal.isPresent() || privateAddresses == PrivateAddresses.ALLOW ? refusal : nameOf(address, inside);
    }

    private static Optional<String> nameOf(InetAddress address, List<Block> blocks) {
        return blocks.stream()
                .filter(block -> block.cidr().contains(address))
                .findFirst()
                .map(Block::name);
    }
}
