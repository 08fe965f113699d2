package dev.sluice.api.approval;

import dev.sluice.api.approval.Links.Opened;
import dev.sluice.api.approval.Pages.Shown;
import dev.sluice.api.http.Problem;
import dev.sluice.api.run.Outcome;
import dev.sluice.api.run.OutcomeProblem;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunFormat;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The link in an e-mail that asks an Admin to decide: no sign-in, no script. To open it changes nothing, since mail programs
 * and virus scanners open links too; the two buttons send a form. Programs send and get JSON.
 */
@Path("/approvals/{token}")
@Tag(name = "Approvals")
public class LinkResource {
    private final Links links;
    private final PageAnswers pages;
    private final Clock clock;

    LinkResource(Links links, PageAnswers pages, Clock clock) {
        this.links = links;
        this.pages = pages;
        this.clock = clock;
    }

    @GET
    @Operation(
            summary = "What an approval link asks",
            description =
                    "A page, or the run where only JSON is accepted. 404 for a link that leads nowhere, 410 for one that"
                            + " was used, has expired or is superseded, 403 where its owner may not decide.")
    public Response show(@PathParam("token") String token, @HeaderParam(HttpHeaders.ACCEPT) String accept) {
        boolean json = wantsJson(accept, false);
        Optional<Opened> opened = links.open(token);
        if (opened.isEmpty()) {
            return unknown(json);
        }
        Run run = opened.get().run();
        Optional<Outcome> obstacle = links.obstacle(opened.get());
        if (json) {
            return obstacle.filter(o -> !(o instanceof Outcome.Broken))
                    .map(LinkResource::problem)
                    .orElseGet(() -> pages.json(RunFormat.json(run)));
        }
        return pages.page(obstacle.map(o -> Pages.of(o, run, shown(opened.get(), run, ""), 200))
                .orElseGet(
                        () -> Pages.question(run, shown(opened.get(), run, "").rows())));
    }

    @POST
    @Consumes({MediaType.APPLICATION_FORM_URLENCODED, MediaType.APPLICATION_JSON})
    @Operation(
            summary = "Decide by an approval link",
            description =
                    "decision is approve or reject, comment may be absent. A form is answered with a page, JSON with"
                            + " the run. Good for one decision; the person's role is looked up again.")
    public Response decide(
            @PathParam("token") String token,
            @HeaderParam(HttpHeaders.ACCEPT) String accept,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            byte[] body) {
        boolean isJson =
                contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_JSON);
        boolean json = wantsJson(accept, isJson);
        if (body.length > Said.MAX_BYTES) {
            return json
                    ? refused(Problem.of(413, "too_large", "At most " + Said.MAX_BYTES + " bytes."))
                    : pages.page(Pages.tooLarge());
        }
        Said said = isJson ? Said.json(body) : Said.form(body);
        return links.open(token)
                .map(opened -> json ? byProgram(opened, said) : byHand(opened, token, said))
                .orElseGet(() -> unknown(json));
    }

    private Response byProgram(Opened opened, Said said) {
        if (!said.errors().isEmpty()) {
            return refused(Problem.invalid(said.errors()));
        }
        Outcome outcome = links.decide(opened, said.decision().orElseThrow(), said.comment());
        return outcome instanceof Outcome.Decided decided
                ? pages.json(RunFormat.json(decided.run()))
                : problem(outcome);
    }

    /** What was decided is shown by the page that the browser is sent to, so that loading it again decides nothing. */
    private Response byHand(Opened opened, String token, Said said) {
        if (!said.errors().isEmpty()) {
            return pages.page(links.obstacle(opened)
                    .map(o -> Pages.of(o, opened.run(), shown(opened, opened.run(), said.comment()), 409))
                    .orElseGet(() -> Pages.wrongInput(
                            opened.run(), shown(opened, opened.run(), "").rows(), said.errors(), said.comment())));
        }
        Outcome outcome = links.decide(opened, said.decision().orElseThrow(), said.comment());
        return outcome instanceof Outcome.Decided
                ? pages.seeOther("/approvals/" + token)
                : pages.page(Pages.of(outcome, opened.run(), shown(opened, opened.run(), said.comment()), 409));
    }

    private Shown shown(Opened opened, Run run, String comment) {
        return new Shown(
                Rows.of(run, links.environments(opened), clock.instant()),
                opened.link().email(),
                comment);
    }

    private Response unknown(boolean json) {
        return json ? refused(Problem.notFound()) : pages.page(Pages.unknown());
    }

    private static Response problem(Outcome outcome) {
        return OutcomeProblem.of(outcome, Pages.GONE).map(LinkResource::refused).orElseThrow();
    }

    private static Response refused(Problem problem) {
        throw problem.refused();
    }

    /** What is asked for in so many words, else what was sent. */
    private static boolean wantsJson(String accept, boolean sentJson) {
        String wanted = accept == null ? "" : accept;
        if (wanted.contains(MediaType.TEXT_HTML)) {
            return false;
        }
        return sentJson || wanted.contains(MediaType.APPLICATION_JSON);
    }
}
