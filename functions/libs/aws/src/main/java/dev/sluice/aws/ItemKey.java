package dev.sluice.aws;

import dev.sluice.domain.ChannelId;
import dev.sluice.domain.DeliveryId;
import dev.sluice.domain.EnvironmentId;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RuleId;
import dev.sluice.domain.RunId;
import dev.sluice.domain.Sha256;
import dev.sluice.domain.decision.EventClaim;
import dev.sluice.domain.event.Provider;
import dev.sluice.domain.notice.NoticeAttempt;
import dev.sluice.domain.notice.NoticeEvent;
import dev.sluice.domain.notice.NoticeRecipient;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item's place in the table. Ids of ours have no {@code #} in them, so that parts cannot run together; what comes from
 * outside (refs, a sender's keys) is hashed, which also keeps it within the length a key may have.
 */
record ItemKey(String pk, String sk) {
    static final String STATE_PREFIX = "STATE#";
    static final String WAITER_PREFIX = "WAITER#";
    static final String DECISION_PREFIX = "DECISION#";

    static ItemKey project(ProjectId project) {
        return new ItemKey(projectPartition(project), "PROJECT");
    }

    static ItemKey environment(ProjectId project, EnvironmentId environment) {
        return new ItemKey(projectPartition(project), "ENV#" + environment);
    }

    static ItemKey rule(ProjectId project, RuleId rule) {
        return new ItemKey(projectPartition(project), "RULE#" + rule);
    }

    static ItemKey ruleState(ProjectId project, RuleId rule) {
        return new ItemKey(projectPartition(project), STATE_PREFIX + rule);
    }

    /** One query of this partition is a project's snapshot; its members are elsewhere. */
    static String projectPartition(ProjectId project) {
        return "PROJECT#" + project;
    }

    static ItemKey member(ProjectId project, String email) {
        return new ItemKey(membersPartition(project), email.toLowerCase(Locale.ROOT));
    }

    static String membersPartition(ProjectId project) {
        return "MEMBERS#" + project;
    }

    /** A partition of its own kind: all that the webhook function's role may read. */
    static ItemKey hookSecret(ProjectId project, Provider provider) {
        return new ItemKey("HOOK#" + project + "#" + provider, "HOOK");
    }

    static ItemKey delivery(ProjectId project, DeliveryId delivery) {
        return new ItemKey(deliveryPartition(project, delivery), "DELIVERY");
    }

    static ItemKey decision(ProjectId project, DeliveryId delivery, int eventIndex, RuleId rule) {
        String sk = String.format(Locale.ROOT, "%s%04d#%s", DECISION_PREFIX, eventIndex, rule);
        return new ItemKey(deliveryPartition(project, delivery), sk);
    }

    static String deliveryPartition(ProjectId project, DeliveryId delivery) {
        return "DELIVERY#" + project + "#" + delivery;
    }

    static ItemKey refHead(ProjectId project, String repository, String qualifiedRef) {
        String hash = Sha256.ofFields(repository.toLowerCase(Locale.ROOT), qualifiedRef);
        return new ItemKey("REF#" + project + "#" + hash, "HEAD");
    }

    static ItemKey claim(ProjectId project, EventClaim.Kind kind, String key) {
        return new ItemKey("CLAIM#" + project + "#" + kind + "#" + Sha256.ofFields(key), "CLAIM");
    }

    static ItemKey run(RunId run) {
        return new ItemKey("RUN#" + run, "RUN");
    }

    static ItemKey action(RunId run) {
        return new ItemKey("RUN#" + run, "ACTION");
    }

    static ItemKey approvalLink(String tokenHash) {
        return new ItemKey("APPROVAL#" + tokenHash, "LINK");
    }

    static ItemKey lane(ProjectId project, EnvironmentId environment) {
        return new ItemKey(lanePartition(project, environment), "LANE");
    }

    static ItemKey waiter(ProjectId project, EnvironmentId environment, long number) {
        String sk = String.format(Locale.ROOT, "%s%012d", WAITER_PREFIX, number);
        return new ItemKey(lanePartition(project, environment), sk);
    }

    static String lanePartition(ProjectId project, EnvironmentId environment) {
        return "LANE#" + project + "#" + environment;
    }

    static ItemKey noticeChannel(ProjectId project, ChannelId channel) {
        return new ItemKey(noticeChannelsPartition(project), channel.value());
    }

    static String noticeChannelsPartition(ProjectId project) {
        return "CHANNELS#" + project;
    }

    static ItemKey noticeAttempt(NoticeAttempt attempt) {
        String sk = String.format(
                Locale.ROOT, "%s%04d", noticeAttemptPrefix(attempt.event(), attempt.recipient()), attempt.number());
        return new ItemKey(noticeAttemptsPartition(attempt.project(), attempt.run()), sk);
    }

    static String noticeAttemptsPartition(ProjectId project, RunId run) {
        return "ATTEMPTS#" + project + "#" + run;
    }

    static String noticeAttemptPrefix(NoticeEvent event, NoticeRecipient recipient) {
        return event.wireName() + "#" + Sha256.ofFields(recipient.key()) + "#";
    }

    static ItemKey of(Map<String, AttributeValue> item) {
        return new ItemKey(
                item.get(TableSchema.PK).s(), item.get(TableSchema.SK).s());
    }

    Map<String, AttributeValue> attributes() {
        return Map.of(TableSchema.PK, AttributeValue.fromS(pk), TableSchema.SK, AttributeValue.fromS(sk));
    }

    @Override
    public String toString() {
        return pk + " " + sk;
    }
}
