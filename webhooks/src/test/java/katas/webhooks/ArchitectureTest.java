package katas.webhooks;

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
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String ROOT = "katas.webhooks";
    private static final String[] DOMAIN = {
        ROOT,
        ROOT + ".message",
        ROOT + ".endpoint",
        ROOT + ".delivery",
        ROOT + ".signature",
        ROOT + ".egress",
        ROOT + ".retry"
    };
    private static final JavaClasses KATA = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

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
                        "jakarta..",
                        "tools.jackson..",
                        "com.fasterxml..",
                        "org.apache..",
                        "com.sun..",
                        "org.slf4j..")
                .check(KATA);
    }

    @Test
    void the_domain_has_neither_clock_nor_chance_of_its_own() {
        noClasses()
                .that()
                .resideInAnyPackage(DOMAIN)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Clock.class, Random.class, ThreadLocalRandom.class)
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .check(KATA);
    }

    @Test
    void signatures_addresses_and_retries_know_nothing_of_those_who_use_them() {
        knowsOnly("signature");
        knowsOnly("egress");
        knowsOnly("retry");
        knowsOnly("message");
        knowsOnly("endpoint", "message", "signature", "egress");
    }

    @Test
    void each_technology_stays_in_its_package() {
        stays("io.lettuce..", "redis", "naive");
        stays("io.netty..", "redis");
        stays("org.apache.kafka..", "kafka");
        stays("org.apache.hc..", "http");
        stays("com.sun.net.httpserver..", "receiver");
        stays("io.micrometer.tracing..", "tracing");
        stays("jakarta.servlet..", "web");
        stays("org.springframework.web..", "web");
        stays("tools.jackson..", "web", "json", "receiver");
    }

    @Test
    void the_sample_receiver_is_not_ours_and_nobody_knows_it() {
        nobodyElseKnows("receiver");
    }

    @Test
    void the_sample_receiver_believes_signatures_and_nothing_else_that_is_ours() {
        noClasses()
                .that(not(simpleNameEndingWith("Configuration")))
                .and()
                .resideInAPackage(ROOT + ".receiver")
                .should()
                .dependOnClassesThat(resideInAnyPackage(ROOT + "..")
                        .and(not(resideInAnyPackage(in("receiver", "signature"))))
                        // its longest body, and how constants are spelt
                        .and(not(simpleNameEndingWith("Payload")))
                        .and(not(simpleNameEndingWith("Names"))))
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
                .check(KATA);
    }

    @Test
    void nothing_depends_on_the_web() {
        nobodyElseKnows("web");
    }

    private static void nobodyElseKnows(String name) {
        classes()
                .that()
                .resideInAPackage(ROOT + "." + name)
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAPackage(ROOT + "." + name)
                .check(KATA);
    }

    private static void knowsOnly(String name, String... others) {
        classes()
                .that()
                .resideInAPackage(ROOT + "." + name)
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage("java..", "javax..", "org.jspecify..", ROOT, ROOT + "." + name)
                                .or(resideInAnyPackage(in(others))))
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
