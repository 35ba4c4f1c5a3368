package katas.urlshortener;

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
    private static final String[] DOMAIN = {"katas.urlshortener", "katas.urlshortener.cache", "katas.urlshortener.code"
    };
    private static final JavaClasses KATA = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("katas.urlshortener");

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
                        "org.apache.kafka..",
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
                .orShould()
                .callMethod(System.class, "nanoTime")
                .check(KATA);
    }

    @Test
    void codes_and_near_cache_know_nothing_of_links() {
        noClasses()
                .that()
                .resideInAnyPackage("katas.urlshortener.cache", "katas.urlshortener.code")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("katas.urlshortener").and(not(simpleNameEndingWith("StoreUnavailable"))))
                .check(KATA);
    }

    @Test
    void each_technology_stays_in_its_package() {
        stays("io.lettuce..", "katas.urlshortener.redis", "katas.urlshortener.naive");
        stays("io.netty..", "katas.urlshortener.redis");
        stays("org.apache.kafka..", "katas.urlshortener.kafka", "katas.urlshortener.naive");
        stays("jakarta.servlet..", "katas.urlshortener.web");
        stays("org.springframework.web..", "katas.urlshortener.web", "katas.urlshortener.http");
    }

    @Test
    void the_log_does_not_know_the_store() {
        noClasses()
                .that()
                .resideInAPackage("katas.urlshortener.kafka")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("katas.urlshortener.redis")
                .check(KATA);
    }

    @Test
    void nothing_depends_on_what_is_wrong_on_purpose_but_the_wiring() {
        classes()
                .that()
                .resideInAPackage("katas.urlshortener.naive")
                .should()
                .onlyHaveDependentClassesThat(
                        resideInAnyPackage("katas.urlshortener.naive").or(simpleNameEndingWith("Configuration")))
                .check(KATA);
    }

    @Test
    void nothing_depends_on_the_web() {
        classes()
                .that()
                .resideInAPackage("katas.urlshortener.web")
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAPackage("katas.urlshortener.web")
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
