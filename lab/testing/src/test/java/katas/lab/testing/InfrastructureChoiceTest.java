package katas.lab.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import katas.lab.testing.exercise.EnvironmentFailure;
import org.junit.jupiter.api.Test;

class InfrastructureChoiceTest {
    @Test
    void containers_are_taken_where_an_engine_answers() {
        assertThat(InfrastructureChoice.make(null, () -> true)).isInstanceOf(ContainerInfrastructure.class);
        assertThat(InfrastructureChoice.make(null, () -> false)).isInstanceOf(EmbeddedInfrastructure.class);
    }

    @Test
    void an_engine_that_answers_decides_nothing_once_child_processes_are_asked_for() {
        assertThat(InfrastructureChoice.make("embedded", () -> true)).isInstanceOf(EmbeddedInfrastructure.class);
    }

    @Test
    void containers_without_an_engine_are_a_failure_with_instructions_and_no_skip() {
        assertThatThrownBy(() -> InfrastructureChoice.make("containers", () -> false))
                .isInstanceOf(EnvironmentFailure.class)
                .hasMessageContaining("no container engine answers: start one")
                .hasMessageContaining("-Dlab.infrastructure=embedded");
    }

    @Test
    void an_unknown_choice_is_refused() {
        assertThatThrownBy(() -> InfrastructureChoice.make("podman", () -> true))
                .hasMessage("lab.infrastructure is 'podman': choose containers or embedded");
    }
}
