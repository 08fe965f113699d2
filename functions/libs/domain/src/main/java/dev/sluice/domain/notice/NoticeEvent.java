package dev.sluice.domain.notice;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** What people can be told of. */
public enum NoticeEvent {
    RUN_STARTED("run.started"),
    RUN_SUCCEEDED("run.succeeded"),
    RUN_FAILED("run.failed"),
    RUN_SKIPPED("run.skipped"),
    RUN_CANCELLED("run.cancelled"),
    RUN_SUPERSEDED("run.superseded"),
    APPROVAL_REQUESTED("approval.requested"),
    APPROVAL_REMINDER("approval.reminder"),
    APPROVAL_DECIDED("approval.decided", "run.rejected"),
    APPROVAL_EXPIRED("approval.expired", "run.expired"),
    RULE_DISABLED("rule.disabled"),

    /** Asked for by hand, for one channel; nobody subscribes to it, and there is no run behind it. */
    TEST("test");

    private final String name;
    private final Optional<String> otherName;

    NoticeEvent(String name) {
        this(name, Optional.empty());
    }

    NoticeEvent(String name, String otherName) {
        this(name, Optional.of(otherName));
    }

    NoticeEvent(String name, Optional<String> otherName) {
        this.name = name;
        this.otherName = otherName;
    }

    /** How it reads in messages and in the API: {@code run.succeeded}. */
    public String wireName() {
        return name;
    }

    /**
     * The event of this name. A run that ends rejected or expired says with {@code run.rejected} and {@code run.expired} what
     * the decision or the expiry said before: both names are one event, and it is told once.
     */
    public static Optional<NoticeEvent> of(String name) {
        return Arrays.stream(values())
                .filter(e ->
                        e.name.equals(name) || e.otherName.filter(name::equals).isPresent())
                .findFirst();
    }

    /** All that a channel can choose, in the order of the documentation. */
    public static Stream<NoticeEvent> subscribable() {
        return Arrays.stream(values()).filter(e -> e != TEST);
    }

    /** Whether Admins get it by e-mail whatever the channels say: they are asked for something. */
    public boolean isForAdmins() {
        return this == APPROVAL_REQUESTED || this == APPROVAL_REMINDER;
    }
}
