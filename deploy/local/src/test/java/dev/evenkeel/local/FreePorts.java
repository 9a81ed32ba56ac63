package dev.evenkeel.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;

/** Where a suite under test can listen without being in anybody's way. */
final class FreePorts {

    private FreePorts() {}

    /** The first of six ports in a row that nobody uses, below those that systems give to outgoing connections. */
    static int base() {
        return IntStream.iterate(20_000 + (int) (ProcessHandle.current().pid() % 1_000) * 10, base -> base + 10)
                .limit(500)
                .filter(base -> IntStream.rangeClosed(base, base + 5).allMatch(FreePorts::isFree))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
