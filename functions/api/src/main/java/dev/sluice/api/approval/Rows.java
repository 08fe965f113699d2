package dev.sluice.api.approval;

import dev.sluice.api.approval.Page.Row;
import dev.sluice.domain.EnvironmentId;
import dev.sluice.domain.Fields;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.event.EventKind;
import dev.sluice.domain.event.PullRequest;
import dev.sluice.domain.project.Environment;
import dev.sluice.domain.rule.Action;
import dev.sluice.domain.run.Approval;
import dev.sluice.domain.run.Build;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.run.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a person wants to know before deciding a run, line by line. */
final class Rows {
    private static final int SHORT_COMMIT = 12;

    private final Run run;
    private final Map<EnvironmentId, Environment> environments;
    private final List<Row> rows = new ArrayList<>();

    private Rows(Run run, Map<EnvironmentId, Environment> environments) {
        this.run = run;
        this.environments = environments;
    }

    /** All that there is to know; {@code now} only tells how much time is left. */
    static List<Row> of(Run run, Map<EnvironmentId, Environment> environments, Instant now) {
        Rows rows = new Rows(run, environments);
        rows.add("What happens", "", rows.whatHappens());
        rows.what();
        rows.where();
        rows.who();
        run.gates().approval().ifPresent(question -> rows.until(question, now));
        return rows.rows;
    }

    private String whatHappens() {
        String target = name(run.spec().action().target());
        return run.spec()
                .action()
                .fold(new Action.Cases<>(
                        deploy -> "The commit below is deployed to " + target + ".",
                        quick -> "The commit below is put on " + target + ", without installing or migrating anything.",
                        promote -> "The build below goes from " + name(promote.from()) + " to " + target
                                + ", just as it is.",
                        clone -> "The data of " + target + " are overwritten with those of " + name(clone.from())
                                + (clone.neutralize() ? ", then neutralized." : ", and not neutralized.")));
    }

    private void what() {
        Event event = run.event();
        Optional<Approval.Background> known = run.gates().approval().map(Approval::background);
        String subject = known.flatMap(Approval.Background::subject)
                .orElseGet(() -> event.message().lines().findFirst().orElse(""));
        String author =
                known.flatMap(Approval.Background::author).map(a -> "by " + a).orElse("");
        if (!event.commit().isEmpty()) {
            add("Commit", shortened(event.commit()), joined(subject, author));
        }
        ref(event);
        run.gates().frozen().ifPresent(build -> add("Build", build.id(), "made of " + shortened(build.commit())));
    }

    private void ref(Event event) {
        Optional<PullRequest> pr = event.pullRequest();
        if (pr.isPresent()) {
            add("Pull request", "#" + pr.get().number(), pr.get().title());
        } else if (!event.ref().isEmpty()) {
            String label =
                    switch (event.kind()) {
                        case TAG_PUSH -> "Tag";
                        case PUSH -> "Branch";
                        default -> "Ref";
                    };
            add(label, event.ref(), "of " + event.repository());
        }
    }

    private void where() {
        run.spec().action().source().ifPresent(source -> add("From", "", described(source)));
        EnvironmentId target = run.spec().action().target();
        add("To", "", described(target));
        Optional<Approval.Background> known = run.gates().approval().map(Approval::background);
        Optional<Build> there = known.flatMap(Approval.Background::targetBuild);
        add(
                "Runs there now",
                there.map(Build::id).orElse(""),
                there.map(b -> "made of " + shortened(b.commit())).orElse("Not known"));
        known.flatMap(Approval.Background::commitsBetween)
                .ifPresent(count -> add("Commits between", "", count == 1 ? "1 commit" : count + " commits"));
    }

    private void who() {
        Event event = run.event();
        String did =
                switch (event.kind()) {
                    case PUSH, TAG_PUSH -> "Pushed by";
                    case PR_OPEN -> "Opened by";
                    case PR_MERGE -> "Merged by";
                    case MANUAL -> "Started by";
                };
        String with = event.kind() == EventKind.MANUAL ? "" : "on " + Fields.wire(event.provider());
        add(did, "", joined(event.actor(), with));
        run.rerun().ifPresent(again -> add("Repeated by", "", again.by()));
    }

    private void until(Approval question, Instant now) {
        boolean open = run.status() == RunStatus.PENDING_APPROVAL && question.isOpenAt(now);
        String left = open ? " (" + Times.in(Duration.between(now, question.expiresAt())) + ")" : "";
        add(open ? "Decide until" : "Open until", "", Times.at(question.expiresAt()) + left);
    }

    private void add(String label, String code, String text) {
        rows.add(new Row(label, code, text));
    }

    private String name(EnvironmentId id) {
        return Optional.ofNullable(environments.get(id)).map(Environment::name).orElse(id.value());
    }

    private String described(EnvironmentId id) {
        return Optional.ofNullable(environments.get(id))
                .map(e -> e.name().equalsIgnoreCase(Fields.wire(e.kind()))
                        ? e.name()
                        : e.name() + " (" + Fields.wire(e.kind()) + ")")
                .orElse(id.value());
    }

    private static String shortened(String commit) {
        return commit.length() > SHORT_COMMIT ? commit.substring(0, SHORT_COMMIT) : commit;
    }

    private static String joined(String one, String other) {
        return one.isEmpty() || other.isEmpty() ? one + other : one + ", " + other;
    }
}
