package dev.sluice.api.approval;

import dev.sluice.api.http.JsonBody;
import dev.sluice.api.run.Comments;
import dev.sluice.domain.FieldError;
import dev.sluice.domain.Fields;
import dev.sluice.domain.run.Approval;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a person sent to a link, as a form or as JSON. Without errors there is a decision. */
record Said(Optional<Approval.Decision> decision, String comment, List<FieldError> errors) {
    /** A comment of 1000 characters, each as nine bytes of a form, and the rest. */
    static final int MAX_BYTES = 10_000;

    private enum Word {
        APPROVE(Approval.Decision.APPROVED),
        REJECT(Approval.Decision.REJECTED);

        private final Approval.Decision meaning;

        Word(Approval.Decision meaning) {
            this.meaning = meaning;
        }
    }

    /** Ends the request with 400 for what is no JSON object. */
    static Said json(byte[] body) {
        return read(JsonBody.object(body), List.of());
    }

    static Said form(byte[] body) {
        Map<String, Object> fields = new LinkedHashMap<>();
        List<FieldError> errors = new ArrayList<>();
        try {
            new QueryStringDecoder(new String(body, StandardCharsets.UTF_8), StandardCharsets.UTF_8, false)
                    .parameters()
                    .forEach((name, values) -> {
                        fields.put(name, values.get(0));
                        if (values.size() > 1) {
                            errors.add(new FieldError(name, "Once only."));
                        }
                    });
        } catch (IllegalArgumentException e) {
            errors.add(new FieldError("form", "An application/x-www-form-urlencoded form."));
        }
        return read(fields, errors);
    }

    private static Said read(Map<String, Object> json, List<FieldError> before) {
        Fields fields = Comments.of(json);
        Optional<Approval.Decision> decision =
                fields.required("decision", Word.class).map(word -> word.meaning);
        String comment = Comments.read(fields);
        fields.end();
        List<FieldError> errors = new ArrayList<>(before);
        errors.addAll(fields.errors());
        String written = json.get("comment") instanceof String text ? text : "";
        return new Said(decision, errors.isEmpty() ? comment : written, errors);
    }
}
