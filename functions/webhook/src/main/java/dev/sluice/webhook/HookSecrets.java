package dev.sluice.webhook;

import dev.sluice.domain.ProjectId;
import dev.sluice.domain.Sealed;
import dev.sluice.domain.Secret;
import dev.sluice.domain.Vault;
import dev.sluice.domain.event.Provider;
import dev.sluice.domain.project.HookSecret;
import dev.sluice.domain.store.ProjectStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The secrets that deliveries are signed with, opened and kept in memory for a while, so that most deliveries cost no read.
 * Whoever doubts an answer asks {@link #again}; a rotation then counts at once, and a flood of forged deliveries still
 * costs one read a second for each hook.
 */
class HookSecrets {
    static final Duration KEPT = Duration.ofSeconds(30);
    /** So long is an answer not asked again, and so long is it remembered that a hook does not exist. */
    static final Duration MOMENT = Duration.ofSeconds(1);

    private static final int MAX_HOOKS = 1000;

    private final ProjectStore store;
    private final Vault vault;
    private final Clock clock;
    private final Map<Hook, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Hook, Known> eldest) {
            return size() > MAX_HOOKS;
        }
    };

    HookSecrets(ProjectStore store, Vault vault, Clock clock) {
        this.store = Objects.requireNonNull(store, "store");
        this.vault = Objects.requireNonNull(vault, "vault");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** The secrets that count now, newest first; none where there is no such hook. May be {@link #KEPT} old. */
    List<Secret> find(ProjectId project, Provider provider) {
        return of(new Hook(project, provider), KEPT);
    }

    /** The same, but at most a {@link #MOMENT} old. */
    List<Secret> again(ProjectId project, Provider provider) {
        return of(new Hook(project, provider), MOMENT);
    }

    private List<Secret> of(Hook hook, Duration maxAge) {
        Instant now = clock.instant();
        return remembered(hook)
                .filter(answer -> answer.isFresh(now, maxAge))
                .orElseGet(() -> read(hook, now))
                .at(now);
    }

    private Optional<Known> remembered(Hook hook) {
        synchronized (known) {
            return Optional.ofNullable(known.get(hook));
        }
    }

    private Known read(Hook hook, Instant now) {
        List<Opened> opened = store.hookSecret(hook.project(), hook.provider())
                .map(this::open)
                .orElse(List.of());
        Known answer = new Known(opened, now);
        synchronized (known) {
            known.put(hook, answer);
        }
        return answer;
    }

    private List<Opened> open(HookSecret stored) {
        List<Opened> opened = new ArrayList<>();
        opened.add(new Opened(open(stored, stored.current()), Instant.MAX));
        stored.former().ifPresent(former -> opened.add(new Opened(open(stored, former.secret()), former.until())));
        return opened;
    }

    private Secret open(HookSecret stored, Sealed sealed) {
        return vault.open(HookSecret.purpose(stored.project(), stored.provider()), sealed);
    }

    private record Hook(ProjectId project, Provider provider) {}

    private record Opened(Secret secret, Instant until) {}

    private record Known(List<Opened> secrets, Instant readAt) {
        boolean isFresh(Instant now, Duration maxAge) {
            Duration age = Duration.between(readAt, now);
            return age.compareTo(secrets.isEmpty() ? MOMENT : maxAge) < 0;
        }

        List<Secret> at(Instant now) {
            return secrets.stream()
                    .filter(opened -> now.isBefore(opened.until()))
                    .map(Opened::secret)
                    .toList();
        }
    }
}
