package dev.sluice.local;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may import whom. Maven's dependencies say it first; this says it for what comes along transitively, too. */
class ArchitectureTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();

    /** Each part, and which of our other parts it may use. */
    private static final Map<String, List<String>> MAY_USE = Map.of(
            "functions/libs/domain", List.of(),
            "functions/libs/providers", List.of("domain"),
            "functions/libs/aws", List.of("domain"),
            "functions/libs/asl", List.of(),
            "functions/webhook", List.of("domain", "providers", "aws"),
            "functions/engine", List.of("domain", "aws"),
            "functions/api", List.of("domain", "providers", "aws"),
            "functions/agent", List.of(),
            "functions/local", List.of("asl"),
            "infra", List.of());

    @TestFactory
    Stream<DynamicTest> each_part_uses_only_what_it_may() {
        return MAY_USE.keySet().stream()
                .sorted()
                .map(part -> DynamicTest.dynamicTest(part, () -> {
                    JavaClasses code = code(part);
                    assertThat(code).as("%s has classes", part).isNotEmpty();
                    only(part).check(code);
                }));
    }

    @Test
    void the_domain_knows_the_jdk_only() {
        jdkOnly().check(code("functions/libs/domain"));
    }

    @Test
    void the_interpreter_knows_neither_aws_nor_quarkus() {
        ArchRule rule = classes()
                .should()
                .onlyDependOnClassesThat(
                        not(resideInAnyPackage("software.amazon..", "com.amazonaws..", "io.quarkus..")));
        rule.check(code("functions/libs/asl"));
    }

    @Test
    void a_planted_violation_is_caught() {
        JavaClasses planted = new ClassFileImporter().importClasses(dev.sluice.domain.planted.Violation.class);
        assertThatThrownBy(() -> jdkOnly().check(planted)).hasMessageContaining("Violation");
        assertThatThrownBy(() -> only("functions/libs/domain").check(planted)).hasMessageContaining("dev.sluice.asl");
    }

    private static ArchRule jdkOnly() {
        return classes().should().onlyDependOnClassesThat(resideInAnyPackage("java..", "dev.sluice.domain.."));
    }

    private static ArchRule only(String part) {
        String own = "dev.sluice." + part.substring(part.lastIndexOf('/') + 1) + "..";
        String[] ours = Stream.concat(Stream.of(own), MAY_USE.get(part).stream().map(p -> "dev.sluice." + p + ".."))
                .toArray(String[]::new);
        return classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(ours).or(not(resideInAPackage("dev.sluice.."))));
    }

    private static JavaClasses code(String part) {
        Path classes = ROOT.resolve(part).resolve("target/classes");
        assertThat(Files.isDirectory(classes)).as("%s was built", part).isTrue();
        return new ClassFileImporter().importPath(classes);
    }
}
