package care.weald.record.feed;

import care.weald.record.structure.Fault;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** What one entry comes to. */
sealed interface Rendering {

    /** Where it stands in the message. */
    int index();

    /** A new item or version. */
    record NewItem(int index, ItemRow row) implements Rendering {}

    /** A new directory entry or version. */
    record NewEntry(int index, DirectoryRow row) implements Rendering {}

    /** The content of a document, which is stored with it, or was. */
    record Content(int index, String reference, boolean isNew) implements Rendering {}

    /** What is stored is the same, or newer: it stays. */
    record Unchanged(int index, String reference, int version, Instant at) implements Rendering {}

    /** It was accepted when this message came before, and answered so: it is not applied again. */
    record Accepted(int index, JsonNode answer) implements Rendering {}

    /** identity-service has it. */
    record NotOurs(int index) implements Rendering {}

    /** It is refused. */
    record Refused(int index, Fault fault) implements Rendering {}
}
