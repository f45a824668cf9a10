package care.weald.gateway.upstream;

import java.util.UUID;

/** How a request names its person. */
public sealed interface Whom {

    /** By an identifier, such as the NHS number. */
    record ByIdentifier(String system, String value) implements Whom {

        @Override
        public String toString() {
            return "ByIdentifier[***]";
        }
    }

    /** By person id. */
    record ByPerson(UUID id) implements Whom {}

    /** By one of the person's source patients. */
    record BySourcePatient(UUID id) implements Whom {}

    /** The request is about no person. */
    record Nobody() implements Whom {}
}
