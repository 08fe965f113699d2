package dev.sluice.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.domain.Sealed;
import dev.sluice.domain.notice.NoticeRecipient;
import dev.sluice.domain.rule.RuleSpec;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A native image knows by reflection only what it is told of: see META-INF/native-image. */
class ReflectionConfigTest {
    private static final String FILE = "/META-INF/native-image/dev.sluice/aws/reflect-config.json";
    private static final String CURSOR = "dev.sluice.aws.Cursor$Form";

    /** These have a JSON of their own, which needs no reflection. */
    private static final Set<Class<?>> WRITTEN_BY_HAND = Set.of(NoticeRecipient.class, Sealed.class, RuleSpec.class);

    @Test
    void every_type_that_json_is_read_into_by_reflection_is_registered_and_no_other() throws IOException {
        Set<String> wanted = new TreeSet<>(Set.of(CURSOR));
        ItemForm.ALL.forEach(form -> collect(form.type(), wanted));

        assertThat(registered().keySet()).containsExactlyElementsOf(wanted);
    }

    @Test
    void what_is_registered_exists_with_constructors_fields_methods_and_components() throws Exception {
        for (Map.Entry<String, JsonNode> type : registered().entrySet()) {
            assertThat(Class.forName(type.getKey())).isNotNull();
            for (String what : Set.of("Constructors", "Fields", "Methods")) {
                assertThat(type.getValue().path("allDeclared" + what).booleanValue())
                        .as(type.getKey() + " " + what)
                        .isTrue();
            }
            assertThat(type.getValue().path("allRecordComponents").booleanValue())
                    .as(type.getKey())
                    .isTrue();
        }
    }

    private static void collect(Type type, Set<String> names) {
        if (type instanceof ParameterizedType generic) {
            Arrays.stream(generic.getActualTypeArguments()).forEach(argument -> collect(argument, names));
        } else if (type instanceof Class<?> c && isOurs(c) && names.add(c.getName()) && c.isRecord()) {
            for (RecordComponent component : c.getRecordComponents()) {
                collect(component.getGenericType(), names);
            }
        }
    }

    private static boolean isOurs(Class<?> type) {
        boolean isId = type.isRecord()
                && type.getRecordComponents().length == 1
                && type.getSimpleName().endsWith("Id");
        return type.getName().startsWith("dev.sluice.") && !isId && !WRITTEN_BY_HAND.contains(type);
    }

    private static Map<String, JsonNode> registered() throws IOException {
        try (InputStream file = ReflectionConfigTest.class.getResourceAsStream(FILE)) {
            Map<String, JsonNode> types = new TreeMap<>();
            for (JsonNode type : DomainJson.mapper().readTree(file)) {
                types.put(type.path("name").textValue(), type);
            }
            return types;
        }
    }
}
