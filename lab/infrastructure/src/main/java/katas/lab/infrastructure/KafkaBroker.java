package katas.lab.infrastructure;

import java.nio.file.Files;
import java.nio.file.Path;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/** The program in the broker's JVM: prepares the folder on the first start, then runs Kafka. */
final class KafkaBroker {
    private KafkaBroker() {}

    /**
     * Runs until it is asked to end.
     *
     * @param args the settings' file, and the folder for the data
     */
    static void main(String[] args) {
        var settings = args[0];
        if (!Files.exists(Path.of(args[1], "meta.properties"))) {
            int failed = StorageTool.execute(
                    new String[] {"format", "--cluster-id", Uuid.randomUuid().toString(), "--config", settings},
                    System.out);
            if (failed != 0) {
                System.exit(failed);
            }
        }
        Kafka.main(new String[] {settings});
    }
}
