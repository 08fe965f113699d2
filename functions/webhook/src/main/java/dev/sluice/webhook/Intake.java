package dev.sluice.webhook;

import dev.sluice.aws.DomainJson;
import dev.sluice.aws.EventsQueue;
import dev.sluice.domain.Fields;
import dev.sluice.domain.Names;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.Secret;
import dev.sluice.domain.event.Delivery;
import dev.sluice.domain.event.Provider;
import dev.sluice.providers.GitHost;
import dev.sluice.providers.GitHosts;
import dev.sluice.providers.Headers;
import dev.sluice.providers.HookRequest;
import dev.sluice.providers.Reading.Understood;
import dev.sluice.providers.Verification;
import dev.sluice.providers.VerifiedRequest;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Takes a delivery in: size, address, content type, signature, and only then its meaning. One that stands all of them costs
 * one message, and a read where the hook's secret is not in memory.
 */
class Intake {
    static final int MAX_BYTES = 4 * 1024 * 1024;
    /** What a message of the queue, and an item of the table, hold with room to spare. */
    private static final int MAX_MESSAGE_BYTES = 240 * 1024;

    private final HookSecrets secrets;
    private final EventsQueue queue;
    private final Clock clock;

    Intake(HookSecrets secrets, EventsQueue queue, Clock clock) {
        this.secrets = Objects.requireNonNull(secrets, "secrets");
        this.queue = Objects.requireNonNull(queue, "queue");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** {@code body} is what came, byte by byte. Throws what the AWS clients throw where they fail. */
    Answer take(String project, String provider, Headers headers, byte[] body) {
        if (body.length > MAX_BYTES) {
            return new Answer.Refused(Problem.tooLarge());
        }
        HookRequest request = new HookRequest(headers, body, clock.instant());
        return hook(project, provider)
                .map(hook -> take(hook, request))
                .orElseGet(() -> new Answer.Refused(Problem.unknownHook()));
    }

    private Answer take(Hook hook, HookRequest request) {
        List<Secret> known = secrets.find(hook.project(), hook.provider());
        if (known.isEmpty()) {
            return new Answer.Refused(Problem.unknownHook());
        }
        return wrongMediaType(request.headers())
                .<Answer>map(Answer.Refused::new)
                .orElseGet(() -> verify(hook, request, known)
                        .fold(
                                verified -> read(hook, request, verified),
                                reason -> new Answer.Refused(Problem.unsigned(reason))));
    }

    private Verification verify(Hook hook, HookRequest request, List<Secret> known) {
        Verification first = hook.host().verify(request, known);
        return first.fold(verified -> first, reason -> {
            List<Secret> current = secrets.again(hook.project(), hook.provider());
            return current.equals(known) ? first : hook.host().verify(request, current);
        });
    }

    private Answer read(Hook hook, HookRequest request, VerifiedRequest verified) {
        return hook.host()
                .read(verified)
                .fold(
                        understood -> queue(hook, request, understood),
                        errors -> new Answer.Refused(Problem.badBody(errors)));
    }

    private Answer queue(Hook hook, HookRequest request, Understood understood) {
        Delivery delivery = Delivery.received(
                hook.project(),
                hook.provider(),
                understood.type(),
                understood.key(),
                request.receivedAt(),
                understood.facts());
        if (isTooLarge(delivery)) {
            return new Answer.Refused(Problem.tooManyChanges());
        }
        queue.send(delivery);
        return new Answer.Accepted(delivery);
    }

    /** One event has limits of its own; many of them together can outgrow a message. */
    private static boolean isTooLarge(Delivery delivery) {
        return delivery.events().size() > 1 && DomainJson.bytes(delivery).length > MAX_MESSAGE_BYTES;
    }

    private static Optional<Hook> hook(String project, String provider) {
        if (!Names.isSlug(project)) {
            return Optional.empty();
        }
        return Arrays.stream(Provider.values())
                .filter(known -> Fields.wire(known).equals(provider))
                .findFirst()
                .flatMap(known -> GitHosts.of(known).map(host -> new Hook(new ProjectId(project), known, host)));
    }

    private static Optional<Problem> wrongMediaType(Headers headers) {
        String type = headers.value("Content-Type").orElse("");
        int parameters = type.indexOf(';');
        String plain =
                (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
        return switch (plain) {
            case "application/json" -> Optional.empty();
            case "application/x-www-form-urlencoded", "multipart/form-data" -> Optional.of(Problem.form());
            default -> Optional.of(Problem.mediaType());
        };
    }

    private record Hook(ProjectId project, Provider provider, GitHost host) {}
}
