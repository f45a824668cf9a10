package care.weald.consent.decision;

/**
 * What a use of records for something else than care rests on besides (S146, S164 to S166; rows C6 and X13).
 *
 * @param optedOut whether the person has set the national data opt-out. It is looked up for secondary uses only: to care it
 *     is always false
 * @param egress the agreement that a bulk flow names, {@link Egress#NONE} when there is no such flow
 */
public record Secondary(boolean optedOut, Egress egress) {

    /** It is for care, or for the citizen. */
    public static final Secondary NONE = new Secondary(false, Egress.NONE);
}
