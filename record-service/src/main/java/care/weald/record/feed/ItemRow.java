package care.weald.record.feed;

import care.weald.record.category.Classification;
import care.weald.record.category.ItemFacts;
import care.weald.record.document.DocumentContent;
import care.weald.record.feed.FeedEntry.OfItem;
import care.weald.record.item.ItemReferences;
import care.weald.record.item.StoredBytes;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A new version of an item, ready to be stored. */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record ItemRow(
        OfItem entry,
        int version,
        ItemFacts facts,
        Classification classification,
        List<String> labels,
        ItemReferences references,
        byte[] hash,
        StoredBytes body,
        StoredBytes keyFacts,
        StoredBytes administrative,
        Optional<UUID> movedFrom,
        List<DocumentContent> contents,
        List<String> faults) {}
