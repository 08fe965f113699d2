package dev.sluice.engine.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What came back from a platform: a status with a JSON object, which is empty where the body was none, or status 0 for no
 * usable answer. {@code message} is a sentence for people. {@code retryAfter}: how long the platform asks to be left alone.
 */
record Answer(int status, JsonNode json, String message, Optional<Duration> retryAfter) {
    private static final int LONGEST_TEXT = 500;
    private static final int MOST_FAULTS = 5;

    /** {@code why}: what follows "The platform at host". */
    static Answer none(String where, String why) {
        return new Answer(
                0, JsonNodeFactory.instance.objectNode(), "The platform at " + where + " " + why, Optional.empty());
    }

    static Answer of(int status, JsonNode json, String where, Optional<Duration> askedInHeader) {
        Optional<Duration> asked = askedInHeader.or(() -> RetryAfter.of(json));
        return new Answer(status, json, sentence(status, said(json), "The platform at " + where, asked), asked);
    }

    /** The platform's own word for what went wrong; empty where it has none, as a proxy's page has. */
    String error() {
        return detail(json).path("error").asText("");
    }

    /** Whether the platform itself said this, and nothing that stands before it. */
    boolean isPlatforms() {
        return json.has("detail") || json.path("error").isTextual();
    }

    /** Whether the same request may well succeed later. A proxy that redirects may have been put there for a while. */
    boolean passes() {
        return status == 0 || (status >= 300 && status < 400) || Retries.passes(status);
    }

    private static String sentence(int status, String said, String who, Optional<Duration> asked) {
        String told = said.isEmpty() ? "" : " It says: " + said;
        if (status >= 300 && status < 400) {
            return who + " answered with a redirect (status " + status
                    + "), which is not followed: check the address in the environment's platform.url.";
        }
        if (status == 401 || status == 403) {
            return who + " does not let the stored key do this (status " + status
                    + "): check the environment's platform.key." + told;
        }
        if (asked.isPresent() && Retries.passes(status)) {
            return who + " wants to be left alone for " + asked.get().toSeconds() + " s (status " + status + ")."
                    + told;
        }
        return said.isEmpty() ? who + " answered with status " + status + "." : said;
    }

    /** The agent puts its error into {@code detail}; oec.sh does so too, or at the top, or as a list of fields, or as text. */
    private static String said(JsonNode json) {
        JsonNode detail = detail(json);
        String text;
        if (detail.isArray()) {
            text = StreamSupport.stream(detail.spliterator(), false)
                    .limit(MOST_FAULTS)
                    .map(Answer::fault)
                    .collect(Collectors.joining("; "));
        } else {
            text = detail.isTextual() ? detail.asText() : detail.path("message").asText("");
        }
        return shortened(text);
    }

    private static JsonNode detail(JsonNode json) {
        boolean top = json.path("error").isTextual();
        return top || !json.has("detail") ? json : json.path("detail");
    }

    private static String fault(JsonNode fault) {
        String where = StreamSupport.stream(fault.path("loc").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining("."));
        return (where.isEmpty() ? "" : where + ": ") + fault.path("msg").asText("");
    }

    /** One line, and so short that a run can keep it. */
    static String shortened(String text) {
        String line = text.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
        return line.length() <= LONGEST_TEXT ? line : line.substring(0, LONGEST_TEXT) + "...";
    }
}
