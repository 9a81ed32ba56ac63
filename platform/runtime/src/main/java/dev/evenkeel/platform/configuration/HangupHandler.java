package dev.evenkeel.platform.configuration;

import java.lang.reflect.Proxy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/**
 * SIGHUP reloads the configuration, as operators of Prometheus and Alertmanager are used to.
 *
 * <p>The JDK lets a program take a signal only through {@code sun.misc.Signal}, which cannot be named in source without
 * a warning that no annotation silences; hence by reflection, which {@code reachability-metadata.json} declares to
 * native builds.
 */
@ApplicationScoped
class HangupHandler {

    private final ConfigurationService configuration;

    HangupHandler(ConfigurationService configuration) {
        this.configuration = configuration;
    }

    void listen(@Observes StartupEvent event) {
        try {
            Class<?> signalType = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object handler = Proxy.newProxyInstance(
                    handlerType.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, arguments) -> {
                        Infrastructure.getDefaultWorkerPool().execute(configuration::reload);
                        return null;
                    });
            Object hangup = signalType.getConstructor(String.class).newInstance("HUP");
            signalType.getMethod("handle", signalType, handlerType).invoke(null, hangup, handler);
        } catch (ReflectiveOperationException | IllegalArgumentException unavailable) {
            Log.infof("SIGHUP does not reload the configuration here (%s); POST /-/reload does", unavailable);
        }
    }
}
