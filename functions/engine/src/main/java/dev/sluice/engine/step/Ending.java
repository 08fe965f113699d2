package dev.sluice.engine.step;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sluice.aws.DomainJson;
import dev.sluice.aws.RunTokens;
import dev.sluice.domain.run.Reason;
import dev.sluice.domain.run.ReasonCode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How the machine came to Finish, read from its state input: a stop with its reason, an error by its name, or neither. Only
 * what the table cannot say is taken from here.
 */
public record Ending(Optional<Reason> stop, Optional<String> error, String cause) {
    public static Ending none() {
        return new Ending(Optional.empty(), Optional.empty(), "");
    }

    public static Ending error(String name, String cause) {
        return new Ending(Optional.empty(), Optional.of(name), cause);
    }

    static Ending of(Object outcome) {
        if (!(outcome instanceof Map<?, ?> map)) {
            return none();
        }
        if (map.get("reason") instanceof Map<?, ?> reason) {
            return new Ending(Optional.of(reason(reason)), Optional.empty(), "");
        }
        if (map.get("error") instanceof Map<?, ?> error) {
            return ofError(text(error.get("Error")), text(error.get("Cause")));
        }
        return none();
    }

    private static Ending ofError(String name, String cause) {
        if (name.equals(RunTokens.STOPPED)) {
            try {
                Map<?, ?> reason = DomainJson.mapper().readValue(cause, Map.class);
                return new Ending(Optional.of(reason(reason)), Optional.empty(), "");
            } catch (JsonProcessingException e) {
                return new Ending(Optional.of(new Reason(ReasonCode.CANCELLED, cause)), Optional.empty(), "");
            }
        }
        return error(name, cause);
    }

    private static Reason reason(Map<?, ?> json) {
        String code = text(json.get("code")).toUpperCase(Locale.ROOT);
        ReasonCode known = Arrays.stream(ReasonCode.values())
                .filter(c -> c.name().equals(code))
                .findFirst()
                .orElse(ReasonCode.INTERNAL_ERROR);
        return new Reason(known, text(json.get("message")));
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }
}
