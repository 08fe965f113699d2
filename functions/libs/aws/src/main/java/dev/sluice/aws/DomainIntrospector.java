package dev.sluice.aws;

import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import dev.sluice.domain.Fields;
import java.util.Optional;

/**
 * What Jackson must know of the domain's types, which carry no annotations: enum constants are named as {@link Fields#wire}
 * does, and a field must be there unless it is optional, a number or a boolean (then an item from before the field came has
 * 0 or false).
 */
final class DomainIntrospector extends JacksonAnnotationIntrospector {
    @Override
    public String[] findEnumValues(MapperConfig<?> config, AnnotatedClass type, Enum<?>[] constants, String[] names) {
        String[] wire = new String[constants.length];
        for (int i = 0; i < constants.length; i++) {
            wire[i] = Fields.wire(constants[i]);
        }
        return wire;
    }

    @Override
    public Boolean hasRequiredMarker(AnnotatedMember member) {
        Class<?> type = member.getRawType();
        return type != Optional.class && !type.isPrimitive();
    }
}
