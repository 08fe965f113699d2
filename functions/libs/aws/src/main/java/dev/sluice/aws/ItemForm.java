package dev.sluice.aws;

import dev.sluice.domain.decision.DecisionRecord;
import dev.sluice.domain.decision.EventClaim;
import dev.sluice.domain.decision.RefHead;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.lane.Lane;
import dev.sluice.domain.lane.LaneWaiter;
import dev.sluice.domain.notice.NoticeAttempt;
import dev.sluice.domain.notice.NoticeChannel;
import dev.sluice.domain.project.Environment;
import dev.sluice.domain.project.HookSecret;
import dev.sluice.domain.project.Member;
import dev.sluice.domain.project.Project;
import dev.sluice.domain.rule.Rule;
import dev.sluice.domain.rule.RuleState;
import dev.sluice.domain.run.ActionState;
import dev.sluice.domain.run.ApprovalLink;
import dev.sluice.domain.run.Run;
import dev.sluice.domain.store.Entity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How one kind of entity lies in the table: its key, its places in the indexes, and when it lapses. */
record ItemForm<E extends Entity>(
        Class<E> type, String name, Function<E, ItemKey> key, Function<E, List<IndexKey>> indexes, Expiry<E> expiry) {
    /** Every kind that there is; a new one is a line here and an example in the test. */
    static final List<ItemForm<?>> ALL = List.of(
            kept(Project.class, "project", e -> ItemKey.project(e.id())),
            kept(Environment.class, "environment", e -> ItemKey.environment(e.project(), e.id())),
            kept(Rule.class, "rule", e -> ItemKey.rule(e.project(), e.id())),
            kept(RuleState.class, "rule_state", e -> ItemKey.ruleState(e.project(), e.rule())),
            kept(HookSecret.class, "hook_secret", e -> ItemKey.hookSecret(e.project(), e.provider())),
            kept(RefHead.class, "ref_head", e -> ItemKey.refHead(e.project(), e.repository(), e.ref())),
            kept(Lane.class, "lane", e -> ItemKey.lane(e.project(), e.environment())),
            kept(LaneWaiter.class, "lane_waiter", e -> ItemKey.waiter(e.project(), e.environment(), e.number())),
            kept(NoticeChannel.class, "notice_channel", e -> ItemKey.noticeChannel(e.project(), e.id())),
            new ItemForm<>(
                    NoticeAttempt.class,
                    "notice_attempt",
                    ItemKey::noticeAttempt,
                    IndexKey::of,
                    (e, now) -> Optional.of(e.at().plus(Retention.ATTEMPT))),
            new ItemForm<>(
                    Member.class, "member", e -> ItemKey.member(e.project(), e.email()), IndexKey::of, Expiry.never()),
            new ItemForm<>(
                    Delivery.class,
                    "delivery",
                    e -> ItemKey.delivery(e.project(), e.id()),
                    IndexKey::of,
                    (e, now) -> Optional.of(e.receivedAt().plus(Retention.DELIVERY))),
            new ItemForm<>(
                    DecisionRecord.class,
                    "decision",
                    e -> ItemKey.decision(
                            e.project(), e.delivery(), e.eventIndex(), e.rule().id()),
                    e -> IndexKey.none(),
                    (e, now) -> Optional.of(Retention.end(e, now))),
            new ItemForm<>(
                    EventClaim.class,
                    "claim",
                    e -> ItemKey.claim(e.project(), e.kind(), e.key()),
                    e -> IndexKey.none(),
                    (e, now) -> Optional.of(Retention.end(e, now))),
            new ItemForm<>(
                    Run.class,
                    "run",
                    e -> ItemKey.run(e.id()),
                    IndexKey::of,
                    (e, now) -> Optional.of(e.createdAt().plus(Retention.RUN))),
            new ItemForm<>(
                    ApprovalLink.class,
                    "approval_link",
                    e -> ItemKey.approvalLink(e.tokenHash()),
                    e -> IndexKey.none(),
                    (e, now) -> Optional.of(e.expiresAt().plus(Retention.LINK))),
            new ItemForm<>(
                    ActionState.class,
                    "action",
                    e -> ItemKey.action(e.run()),
                    e -> IndexKey.none(),
                    (e, now) -> Optional.of(e.startedAt().plus(Retention.RUN))));

    private static final Map<Class<?>, ItemForm<?>> BY_TYPE =
            ALL.stream().collect(Collectors.toUnmodifiableMap(ItemForm::type, Function.identity()));

    private static <E extends Entity> ItemForm<E> kept(Class<E> type, String name, Function<E, ItemKey> key) {
        return new ItemForm<>(type, name, key, e -> IndexKey.none(), Expiry.never());
    }

    @SuppressWarnings("unchecked") // BY_TYPE maps each class to the form of that class
    static <E extends Entity> ItemForm<E> of(Class<? extends E> type) {
        return (ItemForm<E>) Optional.ofNullable(BY_TYPE.get(type))
                .orElseThrow(() ->
                        new IllegalArgumentException("No place in the table for a " + type.getSimpleName() + "."));
    }

    @SuppressWarnings("unchecked") // what getClass gives is a class of E
    static <E extends Entity> ItemForm<E> of(E entity) {
        return of((Class<? extends E>) entity.getClass());
    }

    static ItemKey keyOf(Entity entity) {
        return of(entity).key().apply(entity);
    }

    /** When an entity written now lapses; empty for never. */
    @FunctionalInterface
    interface Expiry<E> {
        Optional<Instant> end(E entity, Instant now);

        static <E> Expiry<E> never() {
            return (entity, now) -> Optional.empty();
        }
    }
}
