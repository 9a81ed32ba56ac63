package dev.evenkeel.alertrouter.recording;

import java.security.KeyStore;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.apache.kafka.common.security.auth.SslEngineFactory;

import dev.evenkeel.platform.outbound.OutboundTls;

/** Lets Kafka's client speak TLS as {@code tls_config} asks for it, which knows more than that client's own settings. */
// Kafka's client makes it by its class
@RegisterForReflection
public final class KafkaTls implements SslEngineFactory {

    /** Under which the client's settings hold an {@link SSLContext}. */
    static final String CONTEXT = "evenkeel.tls.context";
    /** Under which they hold an {@link OutboundTls}. */
    static final String SETTINGS = "evenkeel.tls.settings";

    private SSLContext context;
    private OutboundTls settings;

    @Override
    public void configure(Map<String, ?> configs) {
        context = (SSLContext) configs.get(CONTEXT);
        settings = (OutboundTls) configs.get(SETTINGS);
    }

    @Override
    public SSLEngine createClientSslEngine(String peerHost, int peerPort, String endpointIdentification) {
        SSLEngine engine = context.createSSLEngine(settings.serverName().orElse(peerHost), peerPort);
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(settings.versions().toArray(String[]::new));
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm(settings.insecure() ? "" : "HTTPS");
        engine.setSSLParameters(parameters);
        return engine;
    }

    @Override
    public SSLEngine createServerSslEngine(String peerHost, int peerPort) {
        throw new UnsupportedOperationException("a producer accepts no connections");
    }

    @Override
    public boolean shouldBeRebuilt(Map<String, Object> nextConfigs) {
        return false;
    }

    @Override
    public Set<String> reconfigurableConfigs() {
        return Set.of();
    }

    @Override
    public KeyStore keystore() {
        return null;
    }

    @Override
    public KeyStore truststore() {
        return null;
    }

    @Override
    public void close() {
        // nothing is held open
    }
}
