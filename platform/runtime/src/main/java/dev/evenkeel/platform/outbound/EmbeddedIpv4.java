package dev.evenkeel.platform.outbound;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * The IPv4 addresses that an IPv6 address may really lead to: mapped and compatible (RFC 4291), translated by NAT64
 * (RFC 6052, RFC 8215), tunnelled by 6to4 (RFC 3056), Teredo (RFC 4380) and ISATAP (RFC 5214).
 */
final class EmbeddedIpv4 {

    // not static: a native image cannot hold addresses, and it runs static initializers while it is built
    private final Cidr mappedAndCompatible = Cidr.parse("::/80");
    private final Cidr nat64 = Cidr.parse("64:ff9b::/96");
    private final Cidr localNat64 = Cidr.parse("64:ff9b:1::/48");
    private final Cidr sixToFour = Cidr.parse("2002::/16");
    private final Cidr teredo = Cidr.parse("2001::/32");

    List<InetAddress> in(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return List.of();
        }
        byte[] bytes = address.getAddress();
        var found = new ArrayList<InetAddress>();
        if (isMappedOrCompatible(address, bytes) || nat64.contains(address) || isIsatap(bytes)) {
            found.add(ipv4(bytes, 12, 13, 14, 15));
        }
        if (localNat64.contains(address)) {
            // the operator chooses where in this prefix the address stands: /48 splits it around bits 64 to 71
            found.add(ipv4(bytes, 6, 7, 9, 10));
            found.add(ipv4(bytes, 12, 13, 14, 15));
        }
        if (sixToFour.contains(address)) {
            found.add(ipv4(bytes, 2, 3, 4, 5));
        }
        if (teredo.contains(address)) {
            found.add(ipv4(bytes, 4, 5, 6, 7));
            byte[] inverted = bytes.clone();
            for (int i = 12; i < 16; i++) {
                inverted[i] = (byte) ~inverted[i];
            }
            found.add(ipv4(inverted, 12, 13, 14, 15));
        }
        return found;
    }

    private boolean isMappedOrCompatible(InetAddress address, byte[] bytes) {
        if (!mappedAndCompatible.contains(address) || bytes[10] != bytes[11]) {
            return false;
        }
        // :: and ::1 are IPv6's own and judged as such
        boolean own = bytes[10] == 0 && bytes[12] == 0 && bytes[13] == 0 && bytes[14] == 0;
        return (bytes[10] == (byte) 0xff || bytes[10] == 0) && !own;
    }

    private static boolean isIsatap(byte[] bytes) {
        return (bytes[8] == 0 || bytes[8] == 2) && bytes[9] == 0 && bytes[10] == 0x5e && bytes[11] == (byte) 0xfe;
    }

    private static InetAddress ipv4(byte[] bytes, int a, int b, int c, int d) {
        try {
            return InetAddress.getByAddress(new byte[] {bytes[a], bytes[b], bytes[c], bytes[d]});
        } catch (UnknownHostException impossible) {
            throw new AssertionError("four bytes are an IPv4 address", impossible);
        }
    }
}
