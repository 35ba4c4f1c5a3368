import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/** Which methods a source file's classes call: what no test can see in the time that a comparison takes. */
final class CalledMethods {

    private CalledMethods() {}

    /** Returns them as {@code java/util/Arrays.equals([B[B)Z}. */
    static List<String> of(String sourceFile) {
        try (var files = Files.list(Path.of(Receiver.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI()))) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .map(CalledMethods::parsed)
                    .filter(model -> model.findAttribute(Attributes.sourceFile())
                            .filter(source -> source.sourceFile().equalsString(sourceFile))
                            .isPresent())
                    .flatMap(model -> StreamSupport.stream(model.constantPool().spliterator(), false))
                    .filter(MemberRefEntry.class::isInstance)
                    .map(MemberRefEntry.class::cast)
                    .map(member -> member.owner().asInternalName() + "."
                            + member.name().stringValue() + member.type().stringValue())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ClassModel parsed(Path file) {
        try {
            return ClassFile.of().parse(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
