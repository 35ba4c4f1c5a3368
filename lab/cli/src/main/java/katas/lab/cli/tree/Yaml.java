package katas.lab.cli.tree;

import java.nio.file.Path;
import katas.lab.cli.terminal.Stopped;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads the lab's YAML files into records; an unknown field is an error, so that a typo is not lost. */
public final class Yaml {
    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private Yaml() {}

    public static <T> T read(Path file, Class<T> type) {
        try {
            return MAPPER.readValue(file, type);
        } catch (JacksonException e) {
            throw Stopped.environment(
                    file + " cannot be read: " + e.getOriginalMessage(), "mend the file, or check it out again");
        }
    }
}
