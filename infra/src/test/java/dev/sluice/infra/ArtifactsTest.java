package dev.sluice.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"sluice.functions", "sluice.statemachine", "sluice.native", "sluice.architecture"})
    void names_the_property_that_is_missing(String missing) {
        Properties properties = properties();
        properties.remove(missing);

        assertThatThrownBy(() -> Artifacts.from(properties))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("-D" + missing + " is missing");
    }

    @Test
    void says_which_zip_is_not_there_and_how_to_get_it() {
        Artifacts artifacts = Artifacts.from(properties());

        assertThatThrownBy(() -> artifacts.zip("webhook"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        folder.resolve("webhook/target/function.zip").toString(),
                        "build the functions first",
                        "-Dsluice.functions");
    }

    @Test
    void says_which_definition_is_not_there() {
        Artifacts artifacts = Artifacts.from(properties());

        assertThatThrownBy(artifacts::definition)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(folder.resolve("run.asl.json").toString(), "-Dsluice.statemachine");
    }

    @ParameterizedTest
    @CsvSource({"false,x86_64,JVM", "false,arm64,JVM", "true,x86_64,NATIVE_X86_64", "true,arm64,NATIVE_ARM64"})
    void reads_how_the_zips_were_built(String nativeImages, String architecture, Packaging packaging) {
        assertThat(Packaging.of(nativeImages, architecture)).isEqualTo(packaging);
    }

    @Test
    void refuses_a_packaging_that_it_does_not_know() {
        assertThatThrownBy(() -> Packaging.of("yes", "x86_64"))
                .hasMessage("-Dsluice.native is 'yes'; it has to be true or false");
        assertThatThrownBy(() -> Packaging.of("true", "riscv"))
                .hasMessage("-Dsluice.architecture is 'riscv'; it has to be x86_64 or arm64");
    }

    @Test
    void refuses_a_time_limit_that_lambda_would_refuse() {
        assertThatThrownBy(() -> FunctionSpec.http("Long", "api", 901, "Too long."))
                .hasMessage("timeoutSeconds of Long is 901; Lambda takes 1 to 900");
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("sluice.functions", folder.toString());
        properties.setProperty(
                "sluice.statemachine", folder.resolve("run.asl.json").toString());
        properties.setProperty("sluice.native", "false");
        properties.setProperty("sluice.architecture", "x86_64");
        return properties;
    }
}
