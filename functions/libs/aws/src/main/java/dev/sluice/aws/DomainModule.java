package dev.sluice.aws;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.sluice.domain.ChannelId;
import dev.sluice.domain.DeliveryId;
import dev.sluice.domain.EnvironmentId;
import dev.sluice.domain.FieldError;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.RuleId;
import dev.sluice.domain.RunId;
import dev.sluice.domain.Sealed;
import dev.sluice.domain.Secret;
import dev.sluice.domain.notice.NoticeRecipient;
import dev.sluice.domain.rule.RuleFormat;
import dev.sluice.domain.rule.RuleParser;
import dev.sluice.domain.rule.RuleSpec;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The domain's types whose JSON is not simply their fields. */
final class DomainModule extends SimpleModule {
    DomainModule() {
        super("domain");
        text(ProjectId.class, ProjectId::value, ProjectId::new);
        text(EnvironmentId.class, EnvironmentId::value, EnvironmentId::new);
        text(RuleId.class, RuleId::value, RuleId::new);
        text(RunId.class, RunId::value, RunId::new);
        text(DeliveryId.class, DeliveryId::value, DeliveryId::new);
        text(ChannelId.class, ChannelId::value, ChannelId::new);
        text(NoticeRecipient.class, NoticeRecipient::key, NoticeRecipient::parse);
        text(Sealed.class, Sealed::envelope, Sealed::new);
        text(
                Secret.class,
                secret -> {
                    throw inTheClear();
                },
                text -> {
                    throw inTheClear();
                });
        addSerializer(RuleSpec.class, new WriteRule());
        addDeserializer(RuleSpec.class, new ReadRule());
    }

    private <T> void text(Class<T> type, Function<T, String> to, Function<String, T> from) {
        addSerializer(type, new WriteText<>(type, to));
        addDeserializer(type, new ReadText<>(type, from));
    }

    private static IllegalArgumentException inTheClear() {
        return new IllegalArgumentException("A secret in the clear has no JSON; seal it first.");
    }

    private static String sentence(List<FieldError> errors) {
        return errors.stream().map(e -> e.field() + ": " + e.message()).collect(Collectors.joining(" "));
    }

    private static final class WriteText<T> extends StdSerializer<T> {
        private final transient Function<T, String> to;

        WriteText(Class<T> type, Function<T, String> to) {
            super(type);
            this.to = to;
        }

        @Override
        public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(to.apply(value));
        }
    }

    private static final class ReadText<T> extends StdDeserializer<T> {
        private final transient Function<String, T> from;

        ReadText(Class<T> type, Function<String, T> from) {
            super(type);
            this.from = from;
        }

        @Override
        public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
            if (!in.hasToken(JsonToken.VALUE_STRING)) {
                throw JsonMappingException.from(in, "", new IllegalArgumentException("A text."));
            }
            try {
                return from.apply(in.getText());
            } catch (IllegalArgumentException e) {
                throw JsonMappingException.from(in, "", e);
            }
        }
    }

    /** Refuses a rule that could be written and then never read again. */
    private static final class WriteRule extends StdSerializer<RuleSpec> {
        WriteRule() {
            super(RuleSpec.class);
        }

        @Override
        public void serialize(RuleSpec rule, JsonGenerator out, SerializerProvider provider) throws IOException {
            Map<String, Object> json = RuleFormat.format(rule);
            List<FieldError> errors = RuleParser.parse(json).fold(ok -> List.of(), bad -> bad);
            if (!errors.isEmpty()) {
                throw JsonMappingException.from(out, "", new IllegalArgumentException(sentence(errors)));
            }
            provider.defaultSerializeValue(json, out);
        }
    }

    private static final class ReadRule extends StdDeserializer<RuleSpec> {
        ReadRule() {
            super(RuleSpec.class);
        }

        @Override
        public RuleSpec deserialize(JsonParser in, DeserializationContext context) throws IOException {
            // not context.readValue, which takes the rest of the surrounding object for trailing tokens
            Map<?, ?> read = (Map<?, ?>) context.findRootValueDeserializer(
                            context.getTypeFactory().constructMapType(LinkedHashMap.class, String.class, Object.class))
                    .deserialize(in, context);
            @SuppressWarnings("unchecked") // the type asked for
            Map<String, Object> json = (Map<String, Object>) read;
            try {
                return RuleParser.parse(json).fold(Function.identity(), errors -> {
                    throw new IllegalArgumentException(sentence(errors));
                });
            } catch (IllegalArgumentException e) {
                throw JsonMappingException.from(in, "", e);
            }
        }
    }
}
