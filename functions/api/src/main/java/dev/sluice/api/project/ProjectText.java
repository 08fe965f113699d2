package dev.sluice.api.project;

import dev.sluice.api.http.Inputs;
import dev.sluice.api.http.Json;
import dev.sluice.domain.Fields;
import dev.sluice.domain.Names;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.project.Member;
import dev.sluice.domain.project.Project;
import dev.sluice.domain.project.Role;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A project's JSON, read and written. */
final class ProjectText {
    private static final int MAX_REPOSITORIES = 50;
    private static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9_.~-]+(/[A-Za-z0-9_.~-]+)+");

    private ProjectText() {}

    static Project create(Map<String, Object> json, Instant now) {
        Fields fields = Fields.of(json);
        String id = fields.requiredText("id", 40);
        if (!id.isEmpty() && !Names.isSlug(id)) {
            fields.error("id", "1 to 40 lower-case letters, digits and inner hyphens.");
        }
        String name = fields.text("name", 100).orElse(id);
        fields.missing("repositories", "Required: full names as the git host writes them, such as [\"acme/shop\"].");
        List<String> repositories = repositories(fields);
        Inputs.finish(fields);
        return new Project(new ProjectId(id), name, repositories, now, 0);
    }

    static Project change(Project now, Map<String, Object> json) {
        Fields fields = Fields.of(json);
        String name = fields.text("name", 100).orElse(now.name());
        List<String> repositories = repositories(fields);
        Inputs.finish(fields);
        return new Project(
                now.id(),
                name,
                fields.has("repositories") ? repositories : now.repositories(),
                now.createdAt(),
                now.revision());
    }

    static Map<String, Object> json(Project project, Role role) {
        return Json.object(
                "id", project.id().value(),
                "name", project.name(),
                "repositories", project.repositories(),
                "role", role,
                "created_at", project.createdAt());
    }

    /** A membership in a list of projects. */
    static Map<String, Object> json(Member member, Optional<Project> project) {
        return project.map(p -> json(p, member.role()))
                .orElseGet(() -> Json.object("id", member.project().value(), "role", member.role()));
    }

    private static List<String> repositories(Fields fields) {
        List<String> names = fields.texts("repositories", MAX_REPOSITORIES, 200);
        boolean wrong = fields.has("repositories")
                && (names.isEmpty()
                        || !names.stream().allMatch(n -> REPOSITORY.matcher(n).matches())
                        || names.stream()
                                        .map(n -> n.toLowerCase(Locale.ROOT))
                                        .distinct()
                                        .count()
                                < names.size());
        if (wrong && fields.errors().stream().noneMatch(e -> e.field().equals("repositories"))) {
            fields.error(
                    "repositories",
                    "At least one full name as the git host writes it (\"acme/shop\"), none of them twice.");
        }
        return names;
    }
}
