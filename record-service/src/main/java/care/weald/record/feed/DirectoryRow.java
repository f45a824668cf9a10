package care.weald.record.feed;

import java.util.List;
import java.util.UUID;

/** A new version of a directory entry, ready to be stored, and what it is found by. */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record DirectoryRow(
        UUID entry, int version, String type, byte[] hash, byte[] body, List<String> identifiers, List<String> names) {}
