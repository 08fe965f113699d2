package dev.sluice.domain.decision;

import dev.sluice.domain.ProjectId;
import dev.sluice.domain.Sha256;
import dev.sluice.domain.event.Event;
import dev.sluice.domain.store.Entity;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What we know of one ref: the commit it points at ({@code head}), the one before ({@code formerHead}), and a generation
 * that every deletion and every other head raises. It tells a real new push (A, B, A) from a push told twice.
 */
public record RefHead(
        ProjectId project,
        String repository,
        String ref,
        String head,
        String formerHead,
        long generation,
        long revision)
        implements Entity {
    public RefHead {
        Objects.requireNonNull(project, "project");
        repository = repository.toLowerCase(Locale.ROOT);
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(head, "head");
        Objects.requireNonNull(formerHead, "formerHead");
    }

    /** Nothing is known yet; the first event is taken as it comes. */
    public static RefHead unknown(ProjectId project, Event event) {
        return new RefHead(project, event.repository(), event.qualifiedRef(), "", "", 0, 0);
    }

    /**
     * What this event does to the head. {@code toldBefore}: whether the same content (before and after) was taken on this
     * ref earlier; it only matters for an event that fits neither onto the head nor is the head itself.
     */
    public Step step(Event event, boolean toldBefore) {
        if (!head.isEmpty() && head.equals(event.after())) {
            return new Step(this, Order.REPEAT);
        }
        // of a deleted branch Gitea says no more than its name: whatever the head was, it is gone
        boolean gone = event.deleted() && event.before().isEmpty();
        boolean follows = head.isEmpty() || gone || head.equals(event.before());
        if (!follows && toldBefore) {
            return new Step(this, Order.REPEAT);
        }
        if (!follows && formerHead.equals(event.after())) {
            return new Step(this, Order.LATE);
        }
        return new Step(
                new RefHead(project, repository, ref, event.after(), event.before(), generation + 1, revision),
                Order.NEW);
    }

    /** The key that makes one event one event, however often and under whatever delivery id it is told. */
    public String eventKey(Event event) {
        return Sha256.ofFields(repository, ref, event.before(), event.after(), Long.toString(generation));
    }

    /**
     * The key of an event that was told before: the head's own where the event is what led to it, else the one that its
     * content was taken under ({@code taken}), which is that of an earlier telling.
     */
    public String toldKey(Event event, Optional<String> taken) {
        boolean ledHere = head.equals(event.after()) && formerHead.equals(event.before());
        return ledHere ? eventKey(event) : taken.orElseGet(() -> eventKey(event));
    }

    /** The commit that the ref points at, where that is known and another than the event's (40 zeros: none any more). */
    public Optional<String> movedFrom(Event event) {
        return Optional.of(head).filter(h -> !h.isEmpty() && !h.equals(event.after()));
    }

    /** The event's content alone, whatever its generation. */
    public static String contentKey(Event event) {
        return Sha256.ofFields(event.before(), event.after());
    }

    /** The head after the event, and how the event stands to it. */
    public record Step(RefHead head, Order order) {}

    /** New: moves the head. Repeat: told before. Late: the head's own predecessor, told after it. */
    public enum Order {
        NEW,
        REPEAT,
        LATE
    }
}
