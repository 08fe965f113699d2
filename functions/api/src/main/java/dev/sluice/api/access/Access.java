package dev.sluice.api.access;

import dev.sluice.api.http.Inputs;
import dev.sluice.api.http.Problem;
import dev.sluice.domain.Fields;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.project.Member;
import dev.sluice.domain.project.Role;
import dev.sluice.domain.store.ProjectStore;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** Who asks, and what they may: the one place where a person's role is looked up. */
@RequestScoped
public class Access {
    private final ProjectStore projects;
    private Optional<Person> person = Optional.empty();

    Access(ProjectStore projects) {
        this.projects = projects;
    }

    void signIn(Person who) {
        person = Optional.of(who);
    }

    public Person person() {
        return person.orElseThrow(() -> People.unauthorized("Send an access token."));
    }

    /**
     * The person as a member of this project. Ends the request with 404 for whoever is no member, whether there is such a
     * project or not, and with 403 where the role is too low.
     */
    public Member require(String project, Role least) {
        ProjectId id = Inputs.id(project, ProjectId::new);
        Member member = Inputs.found(projects.member(id, person().email()));
        requireRole(member, least, "This");
        return member;
    }

    /** Ends the request with 403 where the role is too low for {@code what}, which begins the sentence that says so. */
    public static void requireRole(Member member, Role least, String what) {
        if (!member.role().covers(least)) {
            throw Problem.forbidden(what + " needs the role " + Fields.wire(least) + "; yours in this project is "
                            + Fields.wire(member.role()) + ".")
                    .refused();
        }
    }
}
