package dev.evenkeel.platform.outbound;

import java.net.InetAddress;

/**
 * A block of addresses such as {@code 10.0.0.0/8} or {@code fd00::/8}; a single address is a block of one.
 *
 * @param base the block's first address
 * @param prefixLength leading bits that every address of the block shares: 0 to 32 for IPv4, 0 to 128 for IPv6
 */
public record Cidr(InetAddress base, int prefixLength) {

    /** @throws IllegalArgumentException if the prefix is too long, or the base has bits set behind it */
    public Cidr {
        byte[] bytes = base.getAddress();
        if (prefixLength < 0 || prefixLength > bytes.length * 8) {
            throw new IllegalArgumentException("/%d is not a prefix length of %s: 0 to %d are allowed"
                    .formatted(prefixLength, base.getHostAddress(), bytes.length * 8));
        }
        for (int bit = prefixLength; bit < bytes.length * 8; bit++) {
            if (bit(bytes, bit)) {
                throw new IllegalArgumentException(
                        "%s/%d names an address inside a block: the bits behind /%d must be 0"
                                .formatted(base.getHostAddress(), prefixLength, prefixLength));
            }
        }
    }

    /** @throws IllegalArgumentException if the text is neither an address nor an address block */
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        InetAddress base;
        try {
            // Java would read 10.0.0 as an address too; whoever writes that has more likely lost a number
            if (address.indexOf(':') < 0 && !address.strip().matches("([0-9]+\\.){3}[0-9]+")) {
                throw new IllegalArgumentException("not four numbers");
            }
            base = InetAddress.ofLiteral(address.strip());
        } catch (IllegalArgumentException notAnAddress) {
            throw new IllegalArgumentException(
                    "'%s' is not an address block: write it like 10.0.0.0/8, fd00::/8 or 192.0.2.7".formatted(text),
                    notAnAddress);
        }
        if (slash < 0) {
            return new Cidr(base, base.getAddress().length * 8);
        }
        try {
            return new Cidr(base, Integer.parseInt(text.substring(slash + 1).strip()));
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(
                    "'%s' is not an address block: what follows the / must be a number".formatted(text), notANumber);
        }
    }

    /** An IPv4 block never contains an IPv6 address, and the reverse. */
    public boolean contains(InetAddress address) {
        byte[] own = base.getAddress();
        byte[] other = address.getAddress();
        if (own.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < prefixLength; bit++) {
            if (bit(own, bit) != bit(other, bit)) {
                return false;
            }
        }
        return true;
    }

    private static boolean bit(byte[] bytes, int index) {
        return (bytes[index / 8] >> (7 - index % 8) & 1) == 1;
    }

    @Override
    public String toString() {
        return base.getHostAddress() + "/" + prefixLength;
    }
}
