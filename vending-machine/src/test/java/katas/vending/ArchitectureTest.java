package katas.vending;

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
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String[] DOMAIN = {"katas.vending", "katas.vending.fast", "katas.vending.table"};
    private static final JavaClasses KATA = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("katas.vending");

    @Test
    void the_domain_knows_no_technology() {
        noClasses()
                .that()
                .resideInAnyPackage(DOMAIN)
                .and(not(simpleNameEndingWith("Application")))
                .and(not(simpleNameEndingWith("Configuration")))
                .and()
                .haveNameNotMatching(".*Properties(\\$.*)?")
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
                        "org.slf4j..")
                .check(KATA);
    }

    @Test
    void the_domain_decides_without_a_clock_of_its_own() {
        noClasses()
                .that()
                .resideInAnyPackage(DOMAIN)
                .and(not(simpleNameEndingWith("Configuration")))
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Clock.class, InstantSource.class)
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(KATA);
    }

    @Test
    void each_technology_stays_in_its_package() {
        stays("io.lettuce..", "katas.vending.redis", "katas.vending.naive");
        stays("io.netty..", "katas.vending.redis");
        stays("tools.jackson..", "katas.vending.json", "katas.vending.web");
        stays("jakarta.servlet..", "katas.vending.web");
        stays("org.springframework.web..", "katas.vending.web");
    }

    @Test
    void nothing_depends_on_what_is_wrong_on_purpose_but_the_wiring() {
        classes()
                .that()
                .resideInAPackage("katas.vending.naive")
                .should()
                .onlyHaveDependentClassesThat(
                        resideInAnyPackage("katas.vending.naive").or(simpleNameEndingWith("Configuration")))
                .allowEmptyShould(true)
                .check(KATA);
    }

    @Test
    void nothing_depends_on_the_web() {
        classes()
                .that()
                .resideInAPackage("katas.vending.web")
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAPackage("katas.vending.web")
                .allowEmptyShould(true)
                .check(KATA);
    }

    private static void stays(String technology, String... packages) {
        noClasses()
                .that()
                .resideOutsideOfPackages(packages)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(technology)
                .check(KATA);
    }
}
