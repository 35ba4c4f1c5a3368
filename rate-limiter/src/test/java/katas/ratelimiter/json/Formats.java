package katas.ratelimiter.json;

import katas.ratelimiter.PolicyFormat;
import tools.jackson.databind.json.JsonMapper;

/** The format in which the service stores policies. */
public final class Formats {
    private Formats() {}

    public static PolicyFormat json() {
        return new JsonPolicyFormat(JsonMapper.shared());
    }
}
