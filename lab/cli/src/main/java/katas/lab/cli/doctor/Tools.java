package katas.lab.cli.doctor;

import java.util.Optional;
import java.util.regex.Pattern;
import katas.lab.cli.build.Programs;

/** Looks at the programs that the lab builds with, and at those it can use. */
final class Tools {
    private static final Pattern MAVEN_VERSION = Pattern.compile("Apache Maven (\\d+)\\.(\\d+)(\\S*)");

    private Tools() {}

    /** The launcher has found it already, or nothing would run here. */
    static Finding java() {
        return Finding.fine("JDK %s in %s".formatted(Runtime.version(), System.getProperty("java.home")));
    }

    static Finding maven() {
        return maven(Programs.answer("mvn", "-B", "-version"));
    }

    static Finding maven(Optional<String> answer) {
        var fix = "install Maven 3.8 or newer: apt, brew or sdk install maven";
        var version = MAVEN_VERSION.matcher(answer.orElse(""));
        if (!version.find()) {
            return Finding.fatal("Maven is not on the PATH", fix);
        }
        int major = Integer.parseInt(version.group(1));
        int minor = Integer.parseInt(version.group(2));
        var name = "Maven %d.%d%s".formatted(major, minor, version.group(3));
        return major > 3 || (major == 3 && minor >= 8) ? Finding.fine(name) : Finding.fatal(name + " is too old", fix);
    }

    static Finding engine() {
        var engine = Programs.answer("docker", "version", "--format", "{{.Server.Version}}");
        var compose = Programs.answer("docker", "compose", "version", "--short");
        if (engine.isEmpty()) {
            return Finding.note(
                    "no container engine answers; the lab runs without one",
                    "only for docker compose, or tests in containers: start Docker");
        }
        return compose.isEmpty()
                ? Finding.note(
                        "Docker " + engine.get() + " without compose v2",
                        "only for docker compose: install its compose plugin")
                : Finding.fine("Docker %s, compose %s".formatted(engine.get(), compose.get()));
    }
}
