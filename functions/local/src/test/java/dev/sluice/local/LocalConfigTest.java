package dev.sluice.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class LocalConfigTest {

    @Test
    void keeps_everything_under_the_root_unless_told_otherwise() {
        assertThat(config(Map.of("sluice.root", "/build")).data()).isEqualTo(Path.of("/build/.sluice"));
        assertThat(config(Map.of("sluice.root", "/build", "sluice.data", "/else"))
                        .data())
                .isEqualTo(Path.of("/else"));
        assertThat(config(Map.of()).port()).isEqualTo(8080);
    }

    @Test
    void names_a_port_that_is_none() {
        for (String port : new String[] {"http", "-1", "65536", ""}) {
            assertThatThrownBy(() -> config(Map.of("sluice.port", port)))
                    .isInstanceOf(CannotStart.class)
                    .hasMessage("sluice.port: a number from 0 to 65535 is wanted, not " + port);
        }
    }

    private static LocalConfig config(Map<String, String> given) {
        var properties = new Properties();
        properties.putAll(given);
        return LocalConfig.of(properties);
    }
}
