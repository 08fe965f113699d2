package dev.sluice.api.access;

import dev.sluice.domain.ProjectId;
import dev.sluice.domain.project.Member;
import dev.sluice.domain.store.Page;
import dev.sluice.domain.store.ProjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The people of a project, all of them. */
public final class Members {
    private static final int AT_ONCE = 100;

    private Members() {}

    public static List<Member> of(ProjectStore projects, ProjectId project) {
        List<Member> all = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Page<Member> page = projects.members(project, new Page.Request(AT_ONCE, cursor));
            all.addAll(page.items());
            cursor = page.next();
        } while (cursor.isPresent());
        return all;
    }
}
