package dev.sluice.api.approval;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** Answers to whoever comes by a link: never stored, never indexed, without scripts, and the address is told to nobody. */
@ApplicationScoped
class PageAnswers {
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none';" + " frame-ancestors 'none'";

    private final Template template;

    PageAnswers(@Location("approval.html") Template template) {
        this.template = template;
    }

    Response page(Page page) {
        return common(Response.status(page.status()))
                .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                .header("Content-Security-Policy", POLICY)
                .entity(template.data("page", page).render())
                .build();
    }

    Response json(Map<String, Object> json) {
        return common(Response.ok())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(json)
                .build();
    }

    Response seeOther(String path) {
        return common(Response.status(Response.Status.SEE_OTHER))
                .header("Location", path)
                .build();
    }

    private static Response.ResponseBuilder common(Response.ResponseBuilder answer) {
        return answer.header("Cache-Control", "no-store").header("X-Robots-Tag", "noindex");
    }
}
