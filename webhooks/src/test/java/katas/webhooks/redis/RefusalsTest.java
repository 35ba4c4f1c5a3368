package katas.webhooks.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "OOM command not allowed when used memory > 'maxmemory'.",
                "OOM command not allowed when used memory > 'maxmemory'. script: 1f2e, on @user_script:34.",
                "ERR Error running script (call to f_1f2e): @user_script:9: @user_script: 9: -READONLY You can't write",
                "ERR Error running script (call to f_1f2e): @user_script:9: OOM command not allowed when used memory",
                "LOADING Redis is loading the dataset in memory",
                "READONLY You can't write against a read only replica.",
                "MISCONF Redis is configured to save RDB snapshots, but it's currently unable to persist to disk.",
                "BUSY Redis is busy running a script.",
                "NOREPLICAS Not enough good replicas to write.",
                "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
                "CLUSTERDOWN The cluster is down",
                "TRYAGAIN Multiple keys request during rehashing of slot",
                "NOAUTH Authentication required.",
                "NOPERM this user has no permissions to run the 'evalsha' command"
            })
    void what_is_about_the_server_passes(String message) {
        assertThat(Refusals.pass(message)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WRONGTYPE Operation against a key holding the wrong kind of value",
                "WRONGTYPE Operation against a key holding the wrong kind of value script: 1f2e, on @user_script:34.",
                "ERR Error running script (call to f_1f2e): @user_script:9: @user_script: 9: -WRONGTYPE Operation",
                "ERR Error running script (call to f_1f2e): @user_script:9: WRONGTYPE Operation against a key",
                "ERR user_script:34: attempt to compare nil with number script: 1f2e, on @user_script:34.",
                "ERR value is not an integer or out of range",
                "BUSYGROUP Consumer Group name already exists"
            })
    void what_is_about_the_question_does_not(String message) {
        assertThat(Refusals.pass(message)).isFalse();
    }
}
