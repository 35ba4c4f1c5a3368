package katas.webhooks.signature;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** That a comparison takes as long for a wrong signature as for a right one is no matter of a stopwatch, but of its kind. */
class ConstantTimeTest {
    private static final JavaClasses SIGNATURES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("katas.webhooks.signature", "katas.webhooks.receiver");

    @Test
    void a_shared_secrets_signature_is_compared_by_what_takes_always_the_same_time() {
        classes()
                .that()
                .areAssignableTo(SigningSecret.class)
                .should()
                .callMethod(MessageDigest.class, "isEqual", byte[].class, byte[].class)
                .check(SIGNATURES);
    }

    @Test
    void nothing_that_verifies_compares_bytes_until_the_first_that_differs() {
        noClasses()
                .should()
                .callMethod(Arrays.class, "equals", byte[].class, byte[].class)
                .orShould()
                .callMethod(Arrays.class, "compare", byte[].class, byte[].class)
                .orShould()
                .callMethod(Arrays.class, "mismatch", byte[].class, byte[].class)
                .check(SIGNATURES);
    }

    @Test
    void nothing_that_verifies_compares_texts_until_the_first_character_that_differs() {
        noClasses()
                .that()
                .areAssignableTo(Verifier.class)
                .or()
                .implement(VerificationKey.class)
                .should()
                .callMethod(String.class, "equals", Object.class)
                .orShould()
                .callMethod(String.class, "contentEquals", CharSequence.class)
                .orShould()
                .callMethod(String.class, "compareTo", String.class)
                .orShould()
                .callMethod(Objects.class, "equals", Object.class, Object.class)
                .orShould()
                .callMethod(List.class, "contains", Object.class)
                .check(SIGNATURES);
    }
}
