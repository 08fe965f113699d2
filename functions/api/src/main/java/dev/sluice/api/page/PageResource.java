package dev.sluice.api.page;

import dev.sluice.api.access.Issuer;
import dev.sluice.api.http.Json;
import dev.sluice.api.http.Refused;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The plain page, and what its script must know to sign a person in. The script and the style are static files. */
@Path("/")
public class PageResource {
    private static final String CLIENT_ID = "sluice-web";
    private static final String PAGE = "page/index.html";

    private final Issuer issuer;

    PageResource(Issuer issuer) {
        this.issuer = issuer;
    }

    @GET
    @Produces(MediaType.TEXT_HTML + ";charset=utf-8")
    @Operation(hidden = true)
    public Response page() throws IOException {
        try (InputStream html = Thread.currentThread().getContextClassLoader().getResourceAsStream(PAGE)) {
            return Response.ok(html.readAllBytes())
                    .header("Content-Security-Policy", policy())
                    .header("Cache-Control", "no-cache")
                    .build();
        }
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
                "authorization_endpoint",
                endpoints.authorization(),
                "token_endpoint",
                endpoints.token(),
                "scope",
                "openid email");
    }

    /** Only our own files, and calls to ourselves and to where the issuer hands out tokens. */
    private String policy() {
        return "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'" + tokenOrigin()
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
