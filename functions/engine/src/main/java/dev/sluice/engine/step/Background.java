package dev.sluice.engine.step;

import dev.sluice.domain.event.Event;
import dev.sluice.domain.project.Environment;
import dev.sluice.domain.run.Approval;
import dev.sluice.domain.run.Build;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.store.ProjectStore;
import dev.sluice.engine.platform.PlatformClient;
import dev.sluice.engine.platform.Platforms;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Gathers what a person wants to know before approving, as far as the target's platform can say it. */
@Singleton
public class Background {
    private final ProjectStore projects;
    private final Platforms platforms;

    public Background(ProjectStore projects, Platforms platforms) {
        this.projects = projects;
        this.platforms = platforms;
    }

    Approval.Background of(Run run) {
        Event event = run.event();
        String commit = run.gates().frozen().map(Build::commit).orElse(event.commit());
        Optional<Environment> target =
                projects.environment(run.project(), run.spec().action().target());
        if (target.isEmpty()) {
            return Approval.Background.unknown();
        }
        PlatformClient client = platforms.of(target.get());
        Optional<Build> runsNow = client.state().build();
        Optional<PlatformClient.Comparison> between = commit.isEmpty()
                ? Optional.empty()
                : client.compare(runsNow.map(Build::commit).orElse(commit), commit);
        Optional<String> told = Optional.of(event.message())
                .filter(m -> !m.isBlank())
                .map(m -> m.strip().lines().findFirst().orElse(""));
        return new Approval.Background(
                runsNow,
                runsNow.flatMap(now -> between.map(PlatformClient.Comparison::ahead)),
                between.map(PlatformClient.Comparison::subject)
                        .filter(s -> !s.isBlank())
                        .or(() -> told),
                between.map(PlatformClient.Comparison::author).filter(s -> !s.isBlank()));
    }
}
