package dev.evenkeel.backup.targets;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.util.List;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.evenkeel.backup.replication.HostLookup;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.outbound.OutboundAddresses;
import dev.evenkeel.platform.outbound.OutboundException;

/** The service's configuration as a bean, which the platform keeps in step with the files. */
class BackupConfigurationProducer {

    @Produces
    @Singleton
    LiveConfiguration<BackupConfiguration> configuration(OutboundAddresses addresses, Clock clock) {
        HostLookup permitted = host -> permitted(addresses, host);
        return new LiveConfiguration<>(BackupConfigurationReader.reader(permitted), BackupConfiguration.EMPTY, clock);
    }

    /** Somebody's configuration must not make us speak to a place that only this machine can reach. */
    private static List<InetAddress> permitted(OutboundAddresses addresses, String host) throws IOException {
        try {
            return addresses.resolveBlocking(host);
        } catch (OutboundException refused) {
            throw new IOException(refused.getMessage(), refused);
        }
    }
}
