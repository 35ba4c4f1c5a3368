package katas.shopping;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureTest {
    private static final String ROOT = "katas.shopping";
    private static final String[] CONTEXTS = in("cart", "inventory", "order", "payment", "view");
    private static final String[] DOMAIN = {
        ROOT,
        ROOT + ".messages",
        ROOT + ".effect",
        ROOT + ".cart",
        ROOT + ".inventory",
        ROOT + ".order",
        ROOT + ".payment",
        ROOT + ".view",
        ROOT + ".choreography"
    };
    private static final JavaClasses KATA = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @ParameterizedTest
    @ValueSource(strings = {"cart", "inventory", "order", "payment", "view"})
    void a_context_knows_of_the_others_only_what_they_say(String context) {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "." + context)
                .should()
                .dependOnClassesThat(resideInAnyPackage(CONTEXTS).and(not(resideInAnyPackage(in(context)))))
                .check(KATA);
    }

    @Test
    void messages_and_effects_know_nothing_of_those_who_use_them() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".messages")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", ROOT + ".messages")
                .check(KATA);
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".effect")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(CONTEXTS)
                .check(KATA);
    }

    @Test
    void the_domain_knows_no_technology() {
        noClasses()
                .that()
                .resideInAnyPackage(DOMAIN)
                .and(not(simpleNameEndingWith("Application")))
                .and(not(simpleNameEndingWith("Configuration")))
                .and()
                .haveNameNotMatching(".*(Properties|OnRole)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..",
                        "io.lettuce..",
                        "io.netty..",
                        "io.micrometer..",
                        "io.github.resilience4j..",
                        "jakarta..",
                        "tools.jackson..",
                        "com.fasterxml..",
                        "org.apache.kafka..",
                        "org.slf4j..")
                .check(KATA);
    }

    @Test
    void the_domain_has_no_clock_of_its_own() {
        noClasses()
                .that()
                .resideInAnyPackage(DOMAIN)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Clock.class)
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .check(KATA);
    }

    @Test
    void each_technology_stays_in_its_package() {
        stays("io.lettuce..", "redis", "provider");
        stays("io.netty..", "redis");
        stays("org.apache.kafka..", "kafka", "naive");
        stays("io.github.resilience4j..", "http");
        stays("io.micrometer.tracing..", "tracing");
        stays("jakarta.servlet..", "web");
        stays("org.springframework.web..", "web");
    }

    @Test
    void the_provider_is_not_ours_and_nobody_knows_it() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".provider")
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAPackage(ROOT + ".provider")
                .check(KATA);
    }

    @Test
    void nothing_depends_on_what_is_wrong_on_purpose_but_the_wiring() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".naive")
                .should()
                .onlyHaveDependentClassesThat(
                        resideInAnyPackage(ROOT + ".naive").or(simpleNameEndingWith("Configuration")))
                .allowEmptyShould(true)
                .check(KATA);
    }

    @Test
    void nothing_depends_on_the_web() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".web")
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAPackage(ROOT + ".web")
                .check(KATA);
    }

    private static String[] in(String... packages) {
        return Arrays.stream(packages).map(name -> ROOT + "." + name).toArray(String[]::new);
    }

    private static void stays(String technology, String... packages) {
        noClasses()
                .that(not(simpleNameEndingWith("Configuration")))
                .and()
                .resideOutsideOfPackages(in(packages))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(technology)
                .check(KATA);
    }
}
