package dev.sluice.api.page;

import dev.sluice.api.access.Issuer;
import dev.sluice.api.http.Json;
import dev.sluice.api.http.Problem;
import dev.sluice.api.http.Refused;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The web UI's one page, at each address that its script knows, and what that script must know to sign a person in. */
@Path("/")
public class PageResource {
    private static final String CLIENT_ID = "sluice-web";
    private static final String PAGE = "app.html";
    private static final String NONCE = "%CSP_NONCE%";
    private static final int NONCE_BYTES = 16;

    private final Issuer issuer;
    private final WebFiles files;
    private final SecureRandom random = new SecureRandom();

    PageResource(Issuer issuer, WebFiles files) {
        this.issuer = issuer;
        this.files = files;
    }

    @GET
    @Produces(MediaType.TEXT_HTML + ";charset=utf-8")
    @Operation(hidden = true)
    public Response start() {
        return page();
    }

    /** Where the issuer sends people back to. */
    @GET
    @Path("callback")
    @Produces(MediaType.TEXT_HTML + ";charset=utf-8")
    @Operation(hidden = true)
    public Response callback() {
        return page();
    }

    @GET
    @Path("{address: projects(/.*)?}")
    @Produces(MediaType.TEXT_HTML + ";charset=utf-8")
    @Operation(hidden = true)
    public Response anywhere() {
        return page();
    }

    @GET
    @Path("config.json")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Map<String, Object> config() {
        Issuer.Endpoints endpoints = issuer.endpoints();
        return Json.object(
                "client_id",
                CLIENT_ID,
                "issuer",
                issuer.name(),
                "authorization_endpoint",
                endpoints.authorization(),
                "token_endpoint",
                endpoints.token(),
                "end_session_endpoint",
                endpoints.endSession(),
                "scope",
                "openid email");
    }

    /** Each answer has a nonce of its own, for the style elements that the component library makes. */
    private Response page() {
        String html = files.read(PAGE)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElseThrow(() -> Problem.of(404, "not_found", "This build of Sluice has no web UI.")
                        .refused());
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        String nonce = Base64.getEncoder().encodeToString(bytes);
        return Response.ok(html.replace(NONCE, nonce))
                .header("Content-Security-Policy", policy(nonce))
                .header("Cache-Control", "no-cache")
                .build();
    }

    /** Only our own files, and calls to ourselves and to where the issuer hands out tokens. */
    private String policy(String nonce) {
        return "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-" + nonce
                + "'; img-src 'self'; connect-src 'self'" + tokenOrigin()
                + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    private String tokenOrigin() {
        try {
            URI token = issuer.endpoints().token();
            return " " + token.getScheme() + "://" + token.getRawAuthority();
        } catch (Refused silent) {
            return ""; // the page comes up all the same, and says what config.json answers
        }
    }
}
