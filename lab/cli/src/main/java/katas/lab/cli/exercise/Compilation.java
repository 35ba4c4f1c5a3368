package katas.lab.cli.exercise;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import katas.lab.cli.terminal.Stopped;

/** The outcome of compiling somebody's files together with the checks. */
sealed interface Compilation {

    /** All is well. */
    record Compiled() implements Compilation {}

    /** The learner's files have errors. */
    record Broken(List<CompileError> errors) implements Compilation {}

    /** The learner's files compile, but the checks no longer fit them: a name or a signature was changed. */
    record Misfit(List<CompileError> errors) implements Compilation {}

    /**
     * One error, shown in its line.
     *
     * @param line the text of the source line; empty when it is unknown
     * @param column where in the line, from 1
     */
    record CompileError(Path file, long lineNumber, long column, String line, String message) {}

    /** Compiles with the JDK's own compiler, in this process. */
    static Compilation of(Sources learner, Sources checks, List<Path> classPath, Path target) {
        var javac = ToolProvider.getSystemJavaCompiler();
        if (javac == null) {
            throw Stopped.environment("this Java has no compiler: it is a JRE.", "./kata doctor");
        }
        var diagnostics = new DiagnosticCollector<JavaFileObject>();
        try (var files = javac.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8)) {
            Files.createDirectories(target);
            var path = classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
            var options = List.of(
                    "-d", target.toString(), "-cp", path, "-g", "-parameters", "-proc:none", "-nowarn", "-Xlint:none");
            var sources =
                    files.getJavaFileObjectsFromPaths(Stream.concat(learner.paths().stream(), checks.paths().stream())
                            .toList());
            var leftovers = new StringWriter();
            if (javac.getTask(leftovers, files, diagnostics, options, null, sources)
                    .call()) {
                return new Compiled();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var errors = diagnostics.getDiagnostics().stream()
                .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
                .map(Compilation::error)
                .toList();
        var own = errors.stream()
                .filter(each -> learner.paths().contains(each.file()))
                .toList();
        return own.isEmpty() ? new Misfit(errors) : new Broken(own);
    }

    private static CompileError error(Diagnostic<? extends JavaFileObject> diagnostic) {
        var message = diagnostic.getMessage(Locale.ROOT);
        var source = diagnostic.getSource();
        if (source == null) {
            return new CompileError(Path.of(""), 0, 0, "", message);
        }
        var file = Path.of(source.toUri());
        return new CompileError(
                file, diagnostic.getLineNumber(), diagnostic.getColumnNumber(), line(file, diagnostic), message);
    }

    private static String line(Path file, Diagnostic<?> diagnostic) {
        try (var lines = Files.lines(file)) {
            return lines.skip(Math.max(0, diagnostic.getLineNumber() - 1))
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
