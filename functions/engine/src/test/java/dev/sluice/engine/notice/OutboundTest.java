package dev.sluice.engine.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.domain.notice.NoticeAttempt.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundTest {
    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);
    private static final Deadline DEADLINE = new Deadline(Duration.ofSeconds(2));
    private static final String NOT_PUBLIC = "The host's address is not a public one.";

    private final Receiver receiver = new Receiver();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        receiver.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/x",
                "https://127.1/x",
                "https://2130706433/x",
                "https://0x7f000001/x",
                "https://[::1]/x",
                "https://[::ffff:127.0.0.1]/x",
                "https://169.254.169.254/latest/meta-data",
                "https://10.0.0.1/x",
                "https://[64:ff9b::7f00:1]/x",
                "https://localhost/x"
            })
    void an_address_that_is_not_public_is_never_connected_to(String address) {
        Tried tried = new Outbound(SystemDefaultDnsResolver.INSTANCE, Desk.tls(), false, DEADLINE)
                .post(URI.create(address), Map.of(), BODY);

        assertThat(tried.outcome()).isNotEqualTo(Outcome.SENT);
        assertThat(tried.detail())
                .isIn(
                        NOT_PUBLIC,
                        "The host's name does not resolve.",
                        "The address is not an https one of a host, without a user in it.");
    }

    @Test
    void a_name_that_leads_to_this_machine_is_refused() {
        assertThat(post(false, "https://hooks.example.test/x", "127.0.0.1")).isEqualTo(Tried.refused(NOT_PUBLIC));
    }

    @Test
    void a_name_with_one_good_and_one_bad_address_is_refused() {
        assertThat(post(false, "https://hooks.example.test/x", "93.184.216.34", "10.0.0.1"))
                .isEqualTo(Tried.refused(NOT_PUBLIC));
        assertThat(asked).containsExactly("hooks.example.test");
    }

    @Test
    void a_name_is_looked_up_once_and_the_connection_goes_to_what_it_was_then() throws Exception {
        try (TlsServer server = new TlsServer()) {
            DnsResolver rebinding = names(host -> asked.size() == 1 ? "127.0.0.1" : "192.0.2.1");
            URI to = URI.create("https://" + TlsServer.NAME + ":" + server.port() + "/x");

            Tried tried = new Outbound(rebinding, server.trusting(), true, DEADLINE).post(to, Map.of(), BODY);

            assertThat(tried).isEqualTo(Tried.sent("The server answered 204."));
            assertThat(asked).containsExactly(TlsServer.NAME);
            assertThat(server.namesAskedFor()).containsExactly(TlsServer.NAME);
        }
    }

    @Test
    void a_certificate_of_another_name_is_refused() throws Exception {
        try (TlsServer server = new TlsServer()) {
            URI to = URI.create("https://other.example.test:" + server.port() + "/x");

            Tried tried = new Outbound(names(host -> "127.0.0.1"), server.trusting(), true, DEADLINE)
                    .post(to, Map.of(), BODY);

            assertThat(tried).isEqualTo(Tried.failed("There is no trusted TLS connection to the host."));
            assertThat(server.requests()).isZero();
        }
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_refused() throws Exception {
        try (TlsServer server = new TlsServer()) {
            URI to = URI.create("https://" + TlsServer.NAME + ":" + server.port() + "/x");

            Tried tried = new Outbound(names(host -> "127.0.0.1"), Desk.tls(), true, DEADLINE).post(to, Map.of(), BODY);

            assertThat(tried.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(server.requests()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://hooks.example.test/x", "ftp://hooks.example.test/x", "https://u:p@example.test/x"})
    void anything_but_plain_https_is_refused_before_a_name_is_looked_up(String address) {
        assertThat(post(false, address, "93.184.216.34").outcome()).isEqualTo(Outcome.GIVEN_UP);
        assertThat(asked).isEmpty();
    }

    @Test
    void where_this_machine_is_allowed_no_other_is_reached_without_tls() {
        assertThat(post(true, "http://hooks.example.test/x", "93.184.216.34")).isEqualTo(Tried.refused(NOT_PUBLIC));
        assertThat(post(true, "https://hooks.example.test/x", "10.0.0.1")).isEqualTo(Tried.refused(NOT_PUBLIC));
        assertThat(post(true, receiver.uri("/x").toString(), "127.0.0.1").outcome())
                .isEqualTo(Outcome.SENT);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void a_redirect_is_not_followed(int status) {
        receiver.status.set(status);

        Tried tried = post(true, receiver.uri("/x").toString(), "127.0.0.1");

        assertThat(tried).isEqualTo(Tried.failed("The server answered " + status + "; redirects are not followed."));
        assertThat(receiver.received).extracting(Receiver.Received::path).containsExactly("/x");
    }

    @Test
    void a_receiver_that_is_gone_is_not_asked_again() {
        receiver.status.set(410);

        assertThat(post(true, receiver.uri("/x").toString(), "127.0.0.1").outcome())
                .isEqualTo(Outcome.GIVEN_UP);
    }

    @Test
    void an_answer_that_trickles_in_is_cut_off_in_time() throws Exception {
        try (RawServer slow = new RawServer(out -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write('x');
                out.flush();
                java.util.concurrent.locks.LockSupport.parkNanos(200_000_000);
            }
        })) {
            assertThat(post(true, slow.uri(), "127.0.0.1"))
                    .isEqualTo(Tried.failed("No whole answer within 2 seconds."));
        }
    }

    @Test
    void of_an_answer_without_end_only_the_beginning_is_read() throws Exception {
        AtomicLong written = new AtomicLong();
        try (RawServer huge = new RawServer(out -> {
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] block = new byte[65_536];
            while (written.addAndGet(block.length) < 1L << 30) {
                out.write(block);
            }
        })) {
            assertThat(post(true, huge.uri(), "127.0.0.1").outcome()).isEqualTo(Outcome.SENT);
            assertThat(written.get()).isLessThan(64L << 20);
        }
    }

    @Test
    void an_answer_that_is_no_http_fails_without_a_word_of_it() throws Exception {
        try (RawServer other =
                new RawServer(out -> out.write("SSH-2.0-secret\r\n".getBytes(StandardCharsets.US_ASCII)))) {
            assertThat(post(true, other.uri(), "127.0.0.1")).isEqualTo(Tried.failed("The connection failed."));
        }
    }

    @Test
    void no_proxy_is_asked_whatever_the_system_says() {
        System.setProperty("http.proxyHost", "192.0.2.1");
        System.setProperty("http.nonProxyHosts", "");
        try {
            assertThat(post(true, receiver.uri("/x").toString(), "127.0.0.1").outcome())
                    .isEqualTo(Outcome.SENT);
        } finally {
            System.clearProperty("http.proxyHost");
            System.clearProperty("http.nonProxyHosts");
        }
    }

    private Tried post(boolean loopbackToo, String to, String... addresses) {
        DnsResolver names = new Names(asked, host -> addresses);
        return new Outbound(names, Desk.tls(), loopbackToo, DEADLINE).post(URI.create(to), Map.of(), BODY);
    }

    private DnsResolver names(java.util.function.UnaryOperator<String> address) {
        return new Names(asked, host -> new String[] {address.apply(host)});
    }

    /** Names that resolve as a test wants, and a note of each that was asked for. */
    private record Names(List<String> asked, java.util.function.Function<String, String[]> addresses)
            implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            asked.add(host);
            List<InetAddress> all = new java.util.ArrayList<>();
            for (String address : addresses.apply(host)) {
                all.add(InetAddress.getByName(address));
            }
            return all.toArray(InetAddress[]::new);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    /** Writes to whoever connects. */
    private static final class RawServer implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());

        interface Answer {
            void write(OutputStream out) throws IOException;
        }

        RawServer(Answer answer) throws IOException {
            Thread thread = new Thread(() -> serve(answer), "raw");
            thread.setDaemon(true);
            thread.start();
        }

        private void serve(Answer answer) {
            try (Socket client = socket.accept()) {
                client.getInputStream().read(new byte[8192]);
                answer.write(client.getOutputStream());
            } catch (IOException closed) {
                // the client had enough, or the test is over
            }
        }

        String uri() {
            return "http://127.0.0.1:" + socket.getLocalPort() + "/x";
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
