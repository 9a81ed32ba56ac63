package dev.evenkeel.backup.replication;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/**
 * Finds the addresses of a server's host. What it gives is what is connected to, without the name being looked up a
 * second time, so that whoever passes one in decides where a connection can lead.
 */
@FunctionalInterface
public interface HostLookup {

    /** As the operating system does it, without any judgement. */
    HostLookup SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /**
     * @param host a name or an address
     * @return at least one address, in the order to try them
     * @throws IOException if it has none that may be connected to; the message says why
     */
    List<InetAddress> addressesOf(String host) throws IOException;
}
