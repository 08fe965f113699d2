package dev.sluice.aws;

import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import dev.sluice.domain.Fields;

/** Names enum constants as {@link Fields#wire} does, in both directions. */
final class LowerCaseEnums extends JacksonAnnotationIntrospector {
    @Override
    public String[] findEnumValues(MapperConfig<?> config, AnnotatedClass type, Enum<?>[] constants, String[] names) {
        String[] wire = new String[constants.length];
        for (int i = 0; i < constants.length; i++) {
            wire[i] = Fields.wire(constants[i]);
        }
        return wire;
    }
}
