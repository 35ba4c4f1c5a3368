package katas.shopping.redis;

import java.util.List;

/** What one run of a script is about. */
record ScriptCall(List<String> keys, List<String> arguments) {}
