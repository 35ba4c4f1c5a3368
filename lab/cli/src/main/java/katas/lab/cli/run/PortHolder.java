package katas.lab.cli.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import katas.lab.cli.build.Programs;

/** Finds out which process listens on a port: from {@code /proc} on Linux, with {@code lsof} elsewhere. */
public final class PortHolder {
    private static final String LISTENING = "0A";
    private static final Path PROC = Path.of("/proc");

    private PortHolder() {}

    /** Names the process as a person would look for it, or "another process" when it cannot be seen. */
    public static String describe(int port) {
        return pid(port).flatMap(ProcessHandle::of).map(PortHolder::describe).orElse("another process");
    }

    private static String describe(ProcessHandle process) {
        var command = process.info()
                .command()
                .map(path -> Path.of(path).getFileName() + " ")
                .orElse("");
        return "%s(process %d)".formatted(command, process.pid());
    }

    static Optional<Long> pid(int port) {
        return Files.exists(PROC.resolve("net/tcp")) ? fromProc(port) : fromLsof(port);
    }

    private static Optional<Long> fromProc(int port) {
        return Stream.of("tcp", "tcp6")
                .flatMap(table -> lines(PROC.resolve("net").resolve(table)))
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields.length > 9 && fields[3].equals(LISTENING) && localPort(fields[1]) == port)
                .flatMap(fields -> processes().filter(process -> holds(process, "socket:[" + fields[9] + "]")))
                .map(process -> Long.parseLong(process.getFileName().toString()))
                .findFirst();
    }

    /** Reads the port from {@code 0100007F:1F92}. */
    private static int localPort(String address) {
        var port = address.substring(address.indexOf(':') + 1);
        return port.length() == 4 ? HexFormat.fromHexDigits(port) : -1;
    }

    private static Stream<Path> processes() {
        return list(PROC).filter(folder -> folder.getFileName().toString().matches("\\d+"));
    }

    private static boolean holds(Path process, String socket) {
        return list(process.resolve("fd")).anyMatch(descriptor -> {
            try {
                return Files.readSymbolicLink(descriptor).toString().equals(socket);
            } catch (IOException _) {
                return false;
            }
        });
    }

    private static Stream<Path> list(Path folder) {
        try (var entries = Files.list(folder)) {
            return entries.toList().stream();
        } catch (IOException _) {
            // another user's process, or one that has just ended
            return Stream.empty();
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException _) {
            return Stream.empty();
        }
    }

    private static Optional<Long> fromLsof(int port) {
        return Programs.answer("lsof", "-nP", "-t", "-iTCP:" + port, "-sTCP:LISTEN")
                .flatMap(pids -> pids.lines().findFirst())
                .map(Long::parseLong);
    }
}
