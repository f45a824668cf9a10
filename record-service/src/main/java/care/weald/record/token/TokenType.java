package care.weald.record.token;

/** The four tokens: who, whom, what, proof, and an event that waits. Each is signed by the one service that owns the fact. */
public enum TokenType {
    CALLER("gateway", "weald-caller+jwt"),
    PERSON("identity-service", "weald-person+jwt"),
    PERMIT("consent-service", "weald-permit+jwt"),
    RECEIPT("audit-service", "weald-receipt+jwt"),
    SPOOLED("gateway", "weald-spooled+jwt");

    private final String signer;
    private final String typ;

    TokenType(String signer, String typ) {
        this.signer = signer;
        this.typ = typ;
    }

    /** The name of the service that signs this token. */
    public String signer() {
        return signer;
    }

    /** The {@code iss} claim. */
    public String issuer() {
        return "urn:weald:" + signer;
    }

    /** The {@code typ} header (RFC 8725 section 3.11), which keeps one kind of token from passing as another. */
    public String typ() {
        return typ;
    }
}
