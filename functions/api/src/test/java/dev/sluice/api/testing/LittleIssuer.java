package dev.sluice.api.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An OpenID Connect issuer as far as the API needs one, on the loopback interface. Tests ask it for tokens over HTTP
 * ({@code POST /mint} with the wishes below), since they may live in another class loader than it.
 */
public final class LittleIssuer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KeyPair key = rsa();
    private final KeyPair foreignKey = rsa();
    private final HttpServer server;
    private final Map<String, Map<String, Object>> owners = new ConcurrentHashMap<>();
    private final AtomicInteger userinfoCalls = new AtomicInteger();

    public LittleIssuer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/.well-known/openid-configuration", e -> answer(e, 200, discovery()));
        server.createContext("/.well-known/jwks.json", e -> answer(e, 200, jwks()));
        server.createContext("/userinfo", this::userinfo);
        server.createContext("/userinfo-calls", e -> answer(e, 200, Map.of("calls", userinfoCalls.get())));
        server.createContext("/mint", this::mint);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private Map<String, Object> discovery() {
        return Map.of(
                "issuer", url(),
                "authorization_endpoint", url() + "/authorize",
                "token_endpoint", url() + "/token",
                "userinfo_endpoint", url() + "/userinfo",
                "jwks_uri", url() + "/.well-known/jwks.json");
    }

    private Map<String, Object> jwks() {
        RSAPublicKey open = (RSAPublicKey) key.getPublic();
        return Map.of(
                "keys",
                List.of(Map.of(
                        "kty", "RSA",
                        "use", "sig",
                        "alg", "RS256",
                        "kid", "one",
                        "n", number(open.getModulus()),
                        "e", number(open.getPublicExponent()))));
    }

    private void userinfo(HttpExchange exchange) throws IOException {
        userinfoCalls.incrementAndGet();
        String header = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        Map<String, Object> owner = owners.get(header.replace("Bearer ", ""));
        answer(exchange, owner == null ? 401 : 200, owner == null ? Map.of() : owner);
    }

    /** Wishes, all optional but email: foreign_key, issuer, token_use, expires_in, email_verified, other_subject, revoked. */
    private void mint(HttpExchange exchange) throws IOException {
        Map<?, ?> wishes = JSON.readValue(exchange.getRequestBody(), Map.class);
        String email = (String) wishes.get("email");
        String subject = "sub-" + email;
        JwtClaimsBuilder claims = Jwt.claims()
                .subject(subject)
                .issuer(String.valueOf(or(wishes, "issuer", url())))
                .claim("token_use", or(wishes, "token_use", "access"))
                .claim("client_id", "sluice-web")
                .claim("jti", java.util.UUID.randomUUID().toString())
                .issuedAt(Instant.now().minusSeconds(7200))
                .expiresAt(Instant.now().plusSeconds((Integer) or(wishes, "expires_in", 3600)));
        boolean foreign = wishes.containsKey("foreign_key");
        String token = claims.jws().keyId("one").sign((foreign ? foreignKey : key).getPrivate());
        if (!wishes.containsKey("revoked")) {
            Map<String, Object> owner = new HashMap<>();
            owner.put("sub", or(wishes, "other_subject", subject));
            owner.put("email", email);
            owner.put("email_verified", or(wishes, "email_verified", true));
            owners.put(token, owner);
        }
        answer(exchange, 200, Map.of("token", token));
    }

    private static Object or(Map<?, ?> wishes, String name, Object absent) {
        return wishes.containsKey(name) ? wishes.get(name) : absent;
    }

    private static void answer(HttpExchange exchange, int status, Map<String, Object> body) throws IOException {
        byte[] bytes = JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String number(BigInteger value) {
        byte[] bytes = value.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(java.util.Arrays.copyOfRange(bytes, from, bytes.length));
    }

    private static KeyPair rsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
