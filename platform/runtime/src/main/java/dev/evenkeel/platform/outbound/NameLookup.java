package dev.evenkeel.platform.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a name. May block; is called on threads where that is no harm. */
@FunctionalInterface
public interface NameLookup {

    /** As the operating system does it, its hosts file included. */
    NameLookup SYSTEM = name -> List.of(InetAddress.getAllByName(name));

    List<InetAddress> addressesOf(String name) throws UnknownHostException;
}
