package katas.webhooks.signature;

/** Tells whether a signature was made with the key that belongs to this one. */
public sealed interface VerificationKey permits SigningSecret, PublicKey {

    /** Returns the version that signatures of this key carry: {@code v1} or {@code v1a}. */
    String version();

    /** Takes as long for a wrong signature as for a right one. */
    boolean verifies(SignedContent content, byte[] signature);
}
