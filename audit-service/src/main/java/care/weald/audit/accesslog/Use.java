package care.weald.audit.accesslog;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One use of a record, as its event says.
 *
 * @param event the event's id
 * @param index its index in the log
 * @param leafHash its leaf hash in hex, which the public tiles have at that index
 * @param recorded when
 * @param by who
 * @param interaction what was asked, as permits name it; empty when nobody decided
 * @param basis what the permit rested on
 * @param purposes codes of the purposes of use
 * @param categories codes of the categories that were shown
 * @param ending what came of it
 */
record Use(
        UUID event,
        long index,
        String leafHash,
        Instant recorded,
        By by,
        String interaction,
        String basis,
        List<String> purposes,
        List<String> categories,
        Ending ending) {

    Use {
        purposes = List.copyOf(purposes);
        categories = List.copyOf(categories);
    }

    /**
     * Who it was.
     *
     * @param organisation ODS code
     * @param organisationName empty when it is not known
     * @param roles national job role codes
     * @param name of the member of staff; empty when there is none
     * @param system whether it was a partner's system by itself
     */
    record By(String organisation, String organisationName, List<String> roles, String name, boolean system) {

        By {
            roles = List.copyOf(roles);
        }

        @Override
        public String toString() {
            return "By[***]";
        }
    }

    /** What came of it. */
    sealed interface Ending {

        /** Something was shown; {@code withheld} says whether something was kept back. */
        record Shown(boolean withheld) implements Ending {}

        /** It was refused by the rule {@code reason}. */
        record Refused(String reason) implements Ending {}

        /** There was nothing to be shown. */
        record Nothing() implements Ending {}

        /** The service failed, and nothing was shown. */
        record Failed() implements Ending {}
    }

    /** Whether it set something aside that would have hidden the record, or was the statement that does so. */
    boolean isOverride() {
        return basis.equals("override") || interaction.equals("override");
    }

    /** Whether it was the person who looked. */
    boolean isOwn() {
        return basis.equals("own");
    }
}
