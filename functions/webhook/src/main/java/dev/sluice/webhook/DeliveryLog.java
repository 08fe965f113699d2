package dev.sluice.webhook;

import dev.sluice.domain.FieldError;
import dev.sluice.domain.Names;
import dev.sluice.domain.event.Delivery;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** One line for each request: what became of it, in fields that can be searched, and nothing of its body or its secrets. */
final class DeliveryLog {
    private static final Logger LOG = Logger.getLogger(DeliveryLog.class);

    private DeliveryLog() {}

    static void write(String project, String provider, Answer answer) {
        Map<String, String> fields = new LinkedHashMap<>();
        // anything may stand in a URL
        fields.put("project", Names.isSlug(project) ? project : "?");
        fields.put("provider", Names.isSlug(provider) ? provider : "?");
        String line = answer.fold(delivery -> accepted(delivery, fields), problem -> refused(problem, fields));
        fields.forEach(MDC::put);
        try {
            LOG.info(line);
        } finally {
            fields.keySet().forEach(MDC::remove);
        }
    }

    private static String accepted(Delivery delivery, Map<String, String> fields) {
        fields.put("outcome", "accepted");
        fields.put("delivery_id", delivery.id().value());
        fields.put("key", delivery.key());
        fields.put("type", delivery.type());
        fields.put("events", String.valueOf(delivery.events().size()));
        delivery.ignored().ifPresent(reason -> fields.put("ignored", reason));
        return "Delivery accepted";
    }

    private static String refused(Problem problem, Map<String, String> fields) {
        fields.put("outcome", "refused");
        fields.put("status", String.valueOf(problem.status()));
        fields.put("reason", problem.detail());
        if (!problem.errors().isEmpty()) {
            fields.put(
                    "fields", problem.errors().stream().map(FieldError::field).collect(Collectors.joining(", ")));
        }
        return "Delivery refused";
    }
}
