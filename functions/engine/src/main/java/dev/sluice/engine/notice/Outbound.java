package dev.sluice.engine.notice;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;

/**
 * Posts JSON to addresses that people of a project gave. A name is resolved once, every address it has must be public, and the
 * connection goes to one of those very addresses, with TLS for the name. Redirects are not followed, cookies not kept, no
 * proxy is asked, and of the answer no more than its beginning is read.
 */
final class Outbound {
    private static final Timeout STEP = Timeout.ofSeconds(5);
    private static final int MOST_BYTES = 64 * 1024;
    private static final int GONE = 410;

    private final CloseableHttpClient https;
    private final CloseableHttpClient plain;
    private final boolean loopbackToo;
    private final Deadline deadline;

    /** {@code loopbackToo}: this very machine may be reached as well, and without TLS. That is for one machine, never for AWS. */
    Outbound(DnsResolver names, SSLContext tls, boolean loopbackToo, Deadline deadline) {
        this.loopbackToo = loopbackToo;
        this.deadline = deadline;
        this.https = client(
                new Checked(names, a -> PublicAddresses.isPublic(a) || (loopbackToo && a.isLoopbackAddress())), tls);
        this.plain = client(new Checked(names, InetAddress::isLoopbackAddress), tls);
    }

    private static CloseableHttpClient client(DnsResolver names, SSLContext tls) {
        return HttpClientBuilder.create()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(names)
                        .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls))
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(STEP)
                                .setSocketTimeout(STEP)
                                .build())
                        .build())
                .setDefaultRequestConfig(
                        RequestConfig.custom().setResponseTimeout(STEP).build())
                .setConnectionReuseStrategy((request, response, context) -> false)
                .setUserAgent("Sluice")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    Tried post(URI to, Map<String, String> headers, byte[] json) {
        boolean secure = "https".equalsIgnoreCase(to.getScheme());
        boolean bare = loopbackToo && "http".equalsIgnoreCase(to.getScheme());
        if ((!secure && !bare) || to.getHost() == null || to.getRawUserInfo() != null) {
            return Tried.refused("The address is not an https one of a host, without a user in it.");
        }
        HttpPost request = new HttpPost(to);
        headers.forEach(request::setHeader);
        request.setEntity(new ByteArrayEntity(json, ContentType.APPLICATION_JSON));
        try {
            return deadline.run(
                    () -> (secure ? https : plain).execute(request, Outbound::tried), () -> request.cancel());
        } catch (NotAllowed e) {
            return Tried.refused(e.getMessage());
        } catch (UnknownHostException e) {
            return Tried.failed("The host's name does not resolve.");
        } catch (SSLException e) {
            return Tried.failed("There is no trusted TLS connection to the host.");
        } catch (InterruptedIOException e) {
            return Tried.failed("No answer within " + STEP.toSeconds() + " seconds.");
        } catch (IOException e) {
            return Tried.failed("The connection failed.");
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Tried tried(ClassicHttpResponse response) throws IOException {
        int status = response.getCode();
        String said = "The server answered " + status;
        if (status < 200 || status >= 300) {
            if (status == GONE) {
                return Tried.refused(said + ": nobody listens there any more.");
            }
            return Tried.failed(said + (status / 100 == 3 ? "; redirects are not followed." : "."));
        }
        HttpEntity body = response.getEntity();
        if (body != null) {
            try (InputStream in = body.getContent()) {
                // so much of it is polite to take; a longer one is cut off with the connection
                in.readNBytes(MOST_BYTES);
            }
        }
        return Tried.sent(said + ".");
    }

    /** Gives a name's addresses only if all of them pass: one bad one among good ones is a name that plays games. */
    private record Checked(DnsResolver names, Predicate<InetAddress> allowed) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            InetAddress[] all = names.resolve(host);
            if (all == null || all.length == 0) {
                throw new UnknownHostException(host);
            }
            if (!Arrays.stream(all).allMatch(allowed)) {
                throw new NotAllowed();
            }
            return all;
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    private static final class NotAllowed extends UnknownHostException {
        NotAllowed() {
            super("The host's address is not a public one.");
        }
    }
}
