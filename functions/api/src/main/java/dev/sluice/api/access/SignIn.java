package dev.sluice.api.access;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Lets nobody near a resource without a good access token, whatever the resource does or forgets: what is open to all is
 * named here, everything else is not. (The API's description and static files are not resources.)
 */
@Provider
public class SignIn implements ContainerRequestFilter {
    private static final String SCHEME = "bearer ";

    /** The web UI's page, which holds nothing but its scripts; and the approval links, which themselves say who asks. */
    private static final Pattern OPEN =
            Pattern.compile("/|/health|/config\\.json|/callback|/projects(/.*)?|/approvals/[^/]+");

    private final People people;
    private final Access access;

    SignIn(People people, Access access) {
        this.people = people;
        this.access = access;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        if (OPEN.matcher(path).matches()) {
            return;
        }
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            throw People.unauthorized("Send an access token: \"Authorization: Bearer ...\".");
        }
        access.signIn(people.owner(header.substring(SCHEME.length()).trim()));
    }
}
