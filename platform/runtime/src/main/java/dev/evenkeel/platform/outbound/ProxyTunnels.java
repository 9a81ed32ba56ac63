package dev.evenkeel.platform.outbound;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import io.vertx.core.net.SocketAddress;

/**
 * Tunnels through proxies that want what Vert.x' client cannot say: headers of their own in CONNECT, or TLS on the way to
 * them. The client speaks SOCKS 5 (RFC 1928) to this class, on loopback, which asks the proxy for a tunnel (RFC 9110,
 * section 9.3.6) and passes on bytes from then on. Nobody else can use it: every way has an unguessable password (RFC 1929).
 */
final class ProxyTunnels {

    private static final int MOST_WAYS = 100;
    private static final int MOST_REFUSALS = 1000;
    // longer than any exchange takes, and than an idle connection is kept
    private static final int LONGEST_SILENCE_SECONDS = 300;

    private record Way(OutboundProxy proxy, InetAddress address, OutboundTls tls) {}

    /** To be connected with a peer, as {@code host:port}. */
    private record Wish(Way way, String peer) {}

    private final Vertx vertx;
    private final OutboundLimits limits;
    private final TrustedAuthorities authorities;
    private final SecureRandom random = new SecureRandom();
    private final Map<Way, String> passwords = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, Way> ways = new HashMap<>();
    private final Map<Wish, String> refusals = new LinkedHashMap<>();
    private Future<NetServer> server;

    ProxyTunnels(Vertx vertx, OutboundLimits limits, TrustedAuthorities authorities) {
        this.vertx = vertx;
        this.limits = limits;
        this.authorities = authorities;
    }

    /** How the client reaches the proxy, which has been judged and is at that address. */
    synchronized Future<ProxyOptions> through(OutboundProxy proxy, InetAddress address, OutboundTls tls) {
        if (server == null || server.failed()) {
            server = vertx.createNetServer().connectHandler(this::serve).listen(0, "127.0.0.1");
        }
        String password = password(new Way(proxy, address, tls));
        return server.map(listening -> new ProxyOptions()
                .setType(ProxyType.SOCKS5)
                .setHost("127.0.0.1")
                .setPort(listening.actualPort())
                .setUsername("tunnel")
                .setPassword(password));
    }

    /**
     * Why there was no tunnel, which SOCKS cannot say.
     *
     * @param peer as {@code host:port}
     * @return empty if the last tunnel to it was granted, or none was asked for
     */
    synchronized Optional<String> whyRefused(OutboundProxy proxy, InetAddress address, OutboundTls tls, String peer) {
        return Optional.ofNullable(refusals.get(new Wish(new Way(proxy, address, tls), peer)));
    }

    private synchronized void refused(Wish wish, String why) {
        refusals.put(wish, why);
        if (refusals.size() > MOST_REFUSALS) {
            refusals.remove(refusals.keySet().iterator().next());
        }
    }

    private synchronized void granted(Wish wish) {
        refusals.remove(wish);
    }

    private String password(Way way) {
        String password = passwords.computeIfAbsent(way, added -> {
            byte[] bytes = new byte[32];
            random.nextBytes(bytes);
            String made = HexFormat.of().formatHex(bytes);
            ways.put(made, added);
            return made;
        });
        if (passwords.size() > MOST_WAYS) {
            Way eldest = passwords.keySet().iterator().next();
            ways.remove(passwords.remove(eldest));
        }
        return password;
    }

    private synchronized Way way(String password) {
        return ways.get(password);
    }

    private void serve(NetSocket client) {
        client.handler(new Conversation(client));
    }

    /** What the client says before it is connected: that it has a password, the password, and whom it wants to reach. */
    private final class Conversation implements Handler<Buffer> {

        private static final int GREETING = 2;
        private static final int LONGEST = 1024;

        private final NetSocket client;
        private Buffer received = Buffer.buffer();
        private Function<Buffer, Integer> step = this::greeting;
        private Way way;

        Conversation(NetSocket client) {
            this.client = client;
        }

        @Override
        public void handle(Buffer more) {
            received.appendBuffer(more);
            int used = -1;
            while (used != 0 && received.length() >= GREETING) {
                used = step.apply(received);
                received = received.getBuffer(used, received.length());
            }
            if (received.length() > LONGEST) {
                client.close();
            }
        }

        /** Each step says how much of the input it used; nothing if it needs more. */
        private int greeting(Buffer input) {
            int length = 2 + input.getUnsignedByte(1);
            if (input.length() < length) {
                return 0;
            }
            client.write(Buffer.buffer(new byte[] {5, 2}));
            step = this::authentication;
            return length;
        }

        private int authentication(Buffer input) {
            int user = input.getUnsignedByte(1);
            if (input.length() < 3 + user || input.length() < 3 + user + input.getUnsignedByte(2 + user)) {
                return 0;
            }
            int length = 3 + user + input.getUnsignedByte(2 + user);
            way = way(input.getString(3 + user, length));
            client.write(Buffer.buffer(new byte[] {1, (byte) (way == null ? 1 : 0)}));
            if (way == null) {
                client.close();
            }
            step = this::request;
            return length;
        }

        private int request(Buffer input) {
            if (way == null || input.length() < 5) {
                return 0;
            }
            int kind = input.getByte(3);
            int from = kind == 3 ? 5 : 4;
            int size = kind == 3 ? input.getUnsignedByte(4) : kind == 1 ? 4 : 16;
            if (input.length() < from + size + 2) {
                return 0;
            }
            int port = input.getUnsignedShort(from + size);
            open(host(kind, input.getBytes(from, from + size)), port);
            step = early -> 0;
            return from + size + 2;
        }

        private static String host(int kind, byte[] written) {
            if (kind == 3) {
                return new String(written, StandardCharsets.US_ASCII);
            }
            try {
                String address = InetAddress.getByAddress(written).getHostAddress();
                return kind == 1 ? address : "[" + address + "]";
            } catch (UnknownHostException impossible) {
                throw new AssertionError("4 or 16 bytes are an address", impossible);
            }
        }

        private void open(String host, int port) {
            client.pause();
            var options = new NetClientOptions()
                    .setConnectTimeout((int) limits.connectTimeout().toMillis())
                    .setIdleTimeout(LONGEST_SILENCE_SECONDS)
                    .setHostnameVerificationAlgorithm("HTTPS");
            if (way.proxy().type() == OutboundProxy.Type.HTTPS) {
                options.setSsl(true);
                authorities.trustOptions().ifPresent(options::setTrustOptions);
                way.tls().applyTo(options);
            }
            var wish = new Wish(way, host + ":" + port);
            NetClient connector = vertx.createNetClient(options);
            connector
                    .connect(named(way), serverName(way))
                    .onSuccess(proxy -> {
                        proxy.closeHandler(closed -> {
                            client.close();
                            connector.close();
                        });
                        new Tunnel(client, proxy, wish).ask();
                    })
                    .onFailure(failure -> {
                        refused(wish, Failures.describe(failure));
                        refuse(client);
                        connector.close();
                    });
        }
    }

    /** The address that was judged, under the name that has to be in the proxy's certificate. */
    private static SocketAddress named(Way way) {
        try {
            String name = way.tls().serverName().orElse(way.proxy().host());
            InetAddress address = InetAddress.getByAddress(
                    name.replaceAll("[\\[\\]]", ""), way.address().getAddress());
            return SocketAddress.inetSocketAddress(
                    new InetSocketAddress(address, way.proxy().port()));
        } catch (UnknownHostException impossible) {
            throw new AssertionError("4 or 16 bytes are an address", impossible);
        }
    }

    /** What TLS asks for: a name, never an address (RFC 6066, section 3); {@code null} for nothing. */
    private static String serverName(Way way) {
        String name = way.tls().serverName().orElse(way.proxy().host());
        boolean tls = way.proxy().type() == OutboundProxy.Type.HTTPS;
        return tls && HttpTarget.ofHost(name, way.proxy().port()).literal().isEmpty() ? name : null;
    }

    private static void refuse(NetSocket client) {
        client.write(Buffer.buffer(new byte[] {5, 5, 0, 1, 0, 0, 0, 0, 0, 0}));
        client.close();
    }

    /** From the client to the proxy, and what the proxy answers before it is one. */
    private final class Tunnel {

        private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-9][0-9][0-9])");
        private static final int LONGEST_ANSWER = 32 * 1024;
        private static final byte[] GRANTED = {5, 0, 0, 1, 0, 0, 0, 0, 0, 0};

        private final NetSocket client;
        private final NetSocket proxy;
        private final Wish wish;
        private final Buffer answer = Buffer.buffer();

        Tunnel(NetSocket client, NetSocket proxy, Wish wish) {
            this.client = client;
            this.proxy = proxy;
            this.wish = wish;
        }

        void ask() {
            client.closeHandler(closed -> proxy.close());
            proxy.handler(this::answered);
            proxy.write(wish.way().proxy().connectRequest(wish.peer()));
        }

        private void answered(Buffer more) {
            answer.appendBuffer(more);
            String head = answer.toString(StandardCharsets.ISO_8859_1);
            int end = head.indexOf("\r\n\r\n");
            if (end < 0 && head.length() <= LONGEST_ANSWER) {
                return;
            }
            Matcher status = STATUS.matcher(head);
            if (end < 0 || !status.lookingAt()) {
                refused(wish, "the proxy does not speak HTTP");
                refuse(client);
                return;
            }
            int code = Integer.parseInt(status.group(1));
            if (code / 100 != 2) {
                refused(wish, "the proxy answered " + HttpResponseStatus.valueOf(code));
                refuse(client);
                return;
            }
            granted(wish);
            proxy.pause();
            client.write(Buffer.buffer(GRANTED));
            client.write(answer.getBuffer(end + 4, answer.length()));
            client.pipeTo(proxy);
            proxy.pipeTo(client);
        }
    }
}
