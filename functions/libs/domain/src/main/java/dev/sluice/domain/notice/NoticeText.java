package dev.sluice.domain.notice;

import dev.sluice.domain.Fields;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.run.Deployment;
import dev.sluice.domain.run.Reason;
import dev.sluice.domain.run.Run;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A notice in words, the same for every form that it is sent in. Subject and lines are single lines of plain text without
 * control characters, whatever a commit's message holds; each form escapes them in its own way.
 */
public record NoticeText(String subject, List<String> lines, URI link, String linkLabel) {
    private static final int MOST_CHARS = 300;
    private static final int MOST_COMMITS = 20;
    private static final int SHORT_SHA = 10;
    private static final String OPEN_RUN = "Open the run";

    /** Control characters, line and paragraph separators, and the marks that turn the direction of writing. */
    private static final Pattern NOT_A_LINE =
            Pattern.compile("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]+");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    public NoticeText {
        subject = line(subject);
        lines = lines.stream().map(NoticeText::line).toList();
        Objects.requireNonNull(link, "link");
        Objects.requireNonNull(linkLabel, "linkLabel");
    }

    /** What to say of this run; {@code page} is where it is shown. */
    public static NoticeText of(NoticeEvent event, Run run, URI page) {
        return of(event, run, page, ApprovalFacts.UNKNOWN);
    }

    /** As {@link #of(NoticeEvent, Run, URI)}, with what is known for an approval; {@code link} may lead to the decision. */
    public static NoticeText of(NoticeEvent event, Run run, URI link, ApprovalFacts facts) {
        List<String> lines = new ArrayList<>(about(run));
        outcome(event, run).forEach(lines::add);
        if (event.isForAdmins()) {
            asked(facts).forEach(lines::add);
        }
        return new NoticeText(
                run.project() + ": " + headline(event, run),
                lines,
                link,
                event.isForAdmins() ? "Look at it and decide" : OPEN_RUN);
    }

    /** What a test of a channel says. */
    public static NoticeText test(ProjectId project, String channel, URI link) {
        return new NoticeText(
                project + ": a test notice",
                List.of("This is a test of the channel \"" + channel + "\", asked for in Sluice. Nothing happened."),
                link,
                "Open Sluice");
    }

    private static String headline(NoticeEvent event, Run run) {
        String rule = "\"" + run.rule().name() + "\"";
        return switch (event) {
            case RUN_STARTED -> rule + " started";
            case RUN_SUCCEEDED -> rule + " succeeded";
            case RUN_FAILED -> rule + " failed";
            case RUN_SKIPPED -> rule + " was skipped";
            case RUN_CANCELLED -> rule + " was cancelled";
            case RUN_SUPERSEDED -> rule + " was superseded by a newer run";
            case APPROVAL_REQUESTED -> rule + " waits for your approval";
            case APPROVAL_REMINDER -> rule + " still waits for your approval";
            case APPROVAL_DECIDED ->
                rule + " was decided: " + Fields.wire(run.status()).replace('_', ' ');
            case APPROVAL_EXPIRED -> "the approval of " + rule + " expired";
            case RULE_DISABLED -> "the rule " + rule + " was disabled";
            case TEST -> "a test notice";
        };
    }

    private static List<String> about(Run run) {
        Event event = run.event();
        List<String> lines = new ArrayList<>();
        String source = run.spec().action().source().map(s -> " from " + s).orElse("");
        lines.add("What: " + run.spec().action().type().replace('_', ' ') + source + " to "
                + run.spec().action().target());
        if (!event.commit().isEmpty() || !event.ref().isEmpty()) {
            String commit = event.commit()
                    .substring(0, Math.min(SHORT_SHA, event.commit().length()));
            String subject = event.message().lines().findFirst().orElse("");
            lines.add("Commit: "
                    + String.join(
                            " ",
                            Stream.of(commit, subject)
                                    .filter(part -> !part.isEmpty())
                                    .toList())
                    + (event.ref().isEmpty() ? "" : " (" + event.ref() + " of " + event.repository() + ")"));
        }
        lines.add("By: " + event.actor());
        return lines;
    }

    private static Stream<String> outcome(NoticeEvent event, Run run) {
        Optional<String> why = run.reason().map(Reason::message).or(run::error).filter(w -> !w.isEmpty());
        Stream<String> lines = Stream.of(
                        why.map(w -> "Why: " + w),
                        run.durationMs().map(ms -> "Took: " + took(Duration.ofMillis(ms))),
                        run.deployment()
                                .map(Deployment::url)
                                .filter(url -> !url.isEmpty())
                                .map(url -> "Deployment: " + url))
                .flatMap(Optional::stream);
        return event == NoticeEvent.RULE_DISABLED
                ? Stream.concat(
                        Stream.of("Failed in a row: " + run.spec().maxConsecutiveFailures()
                                + ". It fires no more until somebody enables it again."),
                        lines)
                : lines;
    }

    private static Stream<String> asked(ApprovalFacts facts) {
        Stream<String> commits = facts.commitsBetween().stream()
                .flatMap(all -> Stream.concat(
                        all.stream().limit(MOST_COMMITS).map(commit -> "Between: " + commit),
                        all.size() > MOST_COMMITS
                                ? Stream.of("Between: and " + (all.size() - MOST_COMMITS) + " more")
                                : Stream.empty()));
        return Stream.of(
                        facts.runsThere().map(now -> "Runs there now: " + now).stream(),
                        commits,
                        facts.expiresAt().map(at -> "Expires: " + time(at)).stream())
                .flatMap(lines -> lines);
    }

    /** A time as people read it in a notice, to the minute and in UTC. */
    public static String time(Instant at) {
        return TIME.format(at);
    }

    private static String took(Duration duration) {
        return duration.toMinutes() > 0
                ? duration.toMinutes() + " min " + duration.toSecondsPart() + " s"
                : duration.toSeconds() + " s";
    }

    /** One line of at most 300 characters, whatever the text held. */
    public static String line(String text) {
        String clean = NOT_A_LINE.matcher(text).replaceAll(" ").strip();
        int end = Math.min(clean.length(), MOST_CHARS);
        boolean splits = end < clean.length() && Character.isHighSurrogate(clean.charAt(end - 1));
        return clean.length() <= MOST_CHARS ? clean : clean.substring(0, splits ? end - 1 : end) + "…";
    }
}
