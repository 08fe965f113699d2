package dev.sluice.aws;

import dev.sluice.aws.TableSchema.Index;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RuleId;
import dev.sluice.domain.RunId;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.notice.NoticeAttempt;
import dev.sluice.domain.project.Member;
import dev.sluice.domain.run.Run;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** An item's place in one index. */
record IndexKey(Index index, String partition, String sort) {
    /** Open runs are spread over this many partitions, so that no single one takes all their writes. */
    static final int OPEN_SHARDS = 4;

    /** Always nine digits after the second, so that the order of the texts is the order in time. */
    private static final DateTimeFormatter FIXED_WIDTH =
            new DateTimeFormatterBuilder().appendInstant(9).toFormatter(Locale.ROOT);

    static List<IndexKey> none() {
        return List.of();
    }

    static List<IndexKey> of(Member member) {
        return List.of(new IndexKey(
                TableSchema.FEED,
                personPartition(member.email()),
                member.project().value()));
    }

    static List<IndexKey> of(Delivery delivery) {
        return List.of(new IndexKey(
                TableSchema.FEED,
                deliveriesPartition(delivery.project()),
                delivery.id().value()));
    }

    static List<IndexKey> of(Run run) {
        String id = run.id().value();
        IndexKey feed = new IndexKey(TableSchema.FEED, runsPartition(run.project()), id);
        IndexKey ofRule = new IndexKey(
                TableSchema.RULE_FEED, runsPartition(run.project(), run.rule().id()), id);
        if (run.settled()) {
            return List.of(feed, ofRule);
        }
        return List.of(feed, ofRule, new IndexKey(TableSchema.OPEN, openPartition(run.id()), time(run.checkAt())));
    }

    /** The index of one rule's runs has room for one run's attempts too: no partition is of both. */
    static List<IndexKey> of(NoticeAttempt attempt) {
        return List.of(
                new IndexKey(TableSchema.FEED, attemptsPartition(attempt.project()), attempt.id()),
                new IndexKey(
                        TableSchema.RULE_FEED,
                        ItemKey.noticeAttemptsPartition(attempt.project(), attempt.run()),
                        attempt.id()));
    }

    static String attemptsPartition(ProjectId project) {
        return "ATTEMPTS#" + project;
    }

    static String personPartition(String email) {
        return "PERSON#" + email.toLowerCase(Locale.ROOT);
    }

    static String deliveriesPartition(ProjectId project) {
        return "DELIVERIES#" + project;
    }

    static String runsPartition(ProjectId project) {
        return "RUNS#" + project;
    }

    static String runsPartition(ProjectId project, RuleId rule) {
        return "RUNS#" + project + "#" + rule;
    }

    static String openPartition(RunId run) {
        return "OPEN#" + Math.floorMod(run.value().hashCode(), OPEN_SHARDS);
    }

    static List<String> openPartitions() {
        return IntStream.range(0, OPEN_SHARDS)
                .mapToObj(shard -> "OPEN#" + shard)
                .toList();
    }

    static String time(Instant at) {
        return FIXED_WIDTH.format(at);
    }
}
