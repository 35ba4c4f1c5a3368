package katas.webhooks;

/** What a process does: one may play all roles, or each its own, in any number. */
public enum Role {
    /** Takes messages in, and answers tenants. */
    API,
    /** Makes deliveries of messages. */
    FAN_OUT,
    /** Makes attempts. */
    DISPATCHER,
    /** Not ours: a sample receiver, on a port of its own. */
    RECEIVER
}
