package dev.sluice.domain.project;

import dev.sluice.domain.RunId;
import dev.sluice.domain.run.Rerun;
import dev.sluice.domain.run.RuleRef;
import dev.sluice.domain.run.Run;
import java.time.Instant;
import java.util.Objects;

/**
 * How an environment's build came there: by which run of which rule, when, who caused that run, and the first line of its
 * commit's message, which may be empty.
 */
public record Arrival(RunId run, RuleRef rule, Instant at, String by, String subject) {
    private static final int SUBJECT = 200;

    public Arrival {
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(subject, "subject");
    }

    /** Whoever had the run repeated caused it, else whoever the event is of. */
    public static Arrival by(Run run, Instant at) {
        String line = run.event().message().lines().findFirst().orElse("").strip();
        String subject = line.length() > SUBJECT ? line.substring(0, SUBJECT) + "…" : line;
        String by = run.rerun().map(Rerun::by).orElse(run.event().actor());
        return new Arrival(run.id(), run.rule(), at, by, subject);
    }
}
