package dev.sluice.engine.notice;

import dev.sluice.domain.ProjectId;
import dev.sluice.domain.run.Run;
import java.net.URI;
import java.util.Objects;

/** Where people look at things, by the base URL that they reach Sluice at. */
record NoticePages(URI base) {
    NoticePages {
        Objects.requireNonNull(base, "base");
    }

    URI of(Run run) {
        return URI.create(base + "/projects/" + run.project() + "/runs/" + run.id());
    }

    URI of(ProjectId project) {
        return URI.create(base + "/projects/" + project);
    }
}
