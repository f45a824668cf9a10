package care.weald.audit.log;

/** What became of an event that was to be added to the log. */
public sealed interface Appended {

    /** It is in the log for good, now or since an earlier try. */
    record Kept(long index, String leafHash) implements Appended {}

    /** Another event has this id. */
    record Conflict() implements Appended {}

    /** The database will never take this one; its neighbours are not touched. */
    record Unfit() implements Appended {}

    /** Not known to be in the log: the caller tries again with the same id. */
    record Unavailable() implements Appended {}
}
