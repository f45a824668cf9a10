package care.weald.record.search;

import care.weald.record.category.Classifier;
import care.weald.record.item.ItemBytes;
import care.weald.record.item.ShownItem;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/** Puts a searchset Bundle together from stored bytes; nothing is parsed (DESIGN, Records). */
public final class BundleWriter {

    private static final int ENTRY_OVERHEAD = 260;

    private final byte[] publicBase;
    private final byte[] person;
    private byte[] bytes;
    private int length;
    private int entries;
    private int entryOffset;

    /** A writer for one person's items. {@code items} is only to know how long it will be. */
    public BundleWriter(String publicBase, UUID person, Collection<ShownItem> items) {
        this.publicBase = ascii(publicBase + "/");
        this.person = ItemBytes.person(person);
        int size = 2_048;
        for (ShownItem item : items) {
            size += item.json().length() + ENTRY_OVERHEAD;
        }
        this.bytes = new byte[size];
    }

    /** Why a resource is in the Bundle. */
    public enum Mode {
        MATCH("match"),
        INCLUDE("include"),
        OUTCOME("outcome");

        private final String end;

        Mode(String code) {
            this.end = ",\"search\":{\"mode\":\"" + code + "\"}}";
        }
    }

    /** A link of the Bundle. The URL has only characters that a URL may have. */
    public record Link(String relation, String url) {}

    /** Writes what comes before the entries; {@code items} gives the confidentiality of the whole (high-water mark). */
    public void begin(OptionalLong total, List<Link> links, Collection<ShownItem> items) {
        text("{\"resourceType\":\"Bundle\",\"meta\":{\"security\":[{\"system\":\"" + Classifier.CONFIDENTIALITY
                + "\",\"code\":\"" + highest(items) + "\"}]},\"type\":\"searchset\"");
        total.ifPresent(number -> text(",\"total\":" + number));
        text(",\"link\":[");
        for (int i = 0; i < links.size(); i++) {
            Link link = links.get(i);
            text((i == 0 ? "" : ",") + "{\"relation\":\"" + link.relation() + "\",\"url\":\"" + link.url() + "\"}");
        }
        text("]");
    }

    /** Opens the list of entries. */
    public void beginEntries() {
        text(",\"entry\":[");
        entryOffset = length;
    }

    /** Adds an item. */
    public void add(ShownItem item) {
        add(item, Mode.MATCH);
    }

    /** Adds an item for a reason. */
    public void add(ShownItem item, Mode mode) {
        text(entries++ == 0 ? "{\"fullUrl\":\"" : ",{\"fullUrl\":\"");
        raw(publicBase);
        text(item.type() + "/" + item.id() + "\",\"resource\":");
        reserve(item.json().length());
        ItemBytes.copy(item, person, bytes, length);
        length += item.json().length();
        text(mode.end);
    }

    /** Adds any other resource. */
    public void add(String fullUrl, byte[] resource) {
        add(fullUrl, resource, Mode.MATCH);
    }

    /** Adds any other resource for a reason. */
    public void add(String fullUrl, byte[] resource, Mode mode) {
        text((entries++ == 0 ? "{\"fullUrl\":\"" : ",{\"fullUrl\":\"") + fullUrl + "\",\"resource\":");
        raw(resource);
        text(mode.end);
    }

    /** Adds a resource that has no name. */
    public void add(byte[] resource, Mode mode) {
        text(entries++ == 0 ? "{\"resource\":" : ",{\"resource\":");
        raw(resource);
        text(mode.end);
    }

    /** The full URL of an item. */
    public String url(ShownItem item) {
        return new String(publicBase, StandardCharsets.US_ASCII) + item.type() + "/" + item.id();
    }

    /** Closes the list of entries. */
    public void endEntries() {
        text("]");
    }

    /** Closes the Bundle and answers its bytes. */
    public byte[] end() {
        text("}");
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    /** Where the first entry begins, in bytes. */
    public int entryOffset() {
        return entryOffset;
    }

    /** How many entries there are. */
    public int entries() {
        return entries;
    }

    private static char highest(Collection<ShownItem> items) {
        char highest = 'N';
        for (ShownItem item : items) {
            if (item.confidentiality() == 'V' || (item.confidentiality() == 'R' && highest == 'N')) {
                highest = item.confidentiality();
            }
        }
        return highest;
    }

    private void text(String text) {
        raw(text.getBytes(StandardCharsets.UTF_8));
    }

    private void raw(byte[] more) {
        reserve(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length + bytes.length / 2, length + more));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
