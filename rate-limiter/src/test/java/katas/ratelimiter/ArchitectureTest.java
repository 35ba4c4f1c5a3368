package katas.ratelimiter;

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
    private static final JavaClasses KATA = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("katas.ratelimiter");

    @Test
    void the_domain_knows_no_technology() {
        noClasses()
                .that()
                .resideInAnyPackage("katas.ratelimiter", "katas.ratelimiter.memory", "katas.ratelimiter.fast")
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
                        "com.fasterxml..")
                .check(KATA);
    }

    @Test
    void each_technology_stays_in_its_package() {
        stays("io.lettuce..", "katas.ratelimiter.redis", "katas.ratelimiter.naive");
        stays("io.netty..", "katas.ratelimiter.redis");
        stays("tools.jackson..", "katas.ratelimiter.json", "katas.ratelimiter.web");
        stays("jakarta.servlet..", "katas.ratelimiter.web");
        stays("org.springframework.web..", "katas.ratelimiter.web");
    }

    @Test
    void nothing_depends_on_what_is_wrong_on_purpose_but_the_wiring() {
        classes()
                .that()
                .resideInAPackage("katas.ratelimiter.naive")
                .should()
                .onlyHaveDependentClassesThat(
                        resideInAnyPackage("katas.ratelimiter.naive").or(simpleNameEndingWith("Configuration")))
                .check(KATA);
    }

    @Test
    void what_decides_in_redis_reads_no_clock_of_its_own() {
        noClasses()
                .that()
                .resideInAPackage("katas.ratelimiter.redis")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Clock.class, Instant.class, InstantSource.class)
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(KATA);
    }

    @Test
    void nothing_depends_on_the_web() {
        classes()
                .that()
                .resideInAPackage("katas.ratelimiter.web")
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAPackage("katas.ratelimiter.web")
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
