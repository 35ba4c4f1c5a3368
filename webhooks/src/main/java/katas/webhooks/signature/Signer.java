package katas.webhooks.signature;

/** Signs what is sent, in one of the schemes of Standard Webhooks. */
public sealed interface Signer permits SigningSecret, SigningKeyPair {

    /** Returns the signature as it goes into the header: its version, a comma, and Base64. */
    String sign(SignedContent content);
}
