package care.weald.gateway.entrance;

/** Which request targets may go further: one spelling a path, so that no two readers can differ about it. */
final class RawPath {

    private RawPath() {}

    /**
     * True when the path of {@code target} (as it came in, nothing decoded) has no {@code ;}, {@code \}, doubled
     * slash, dot segment, control or non-ASCII character, raw or encoded, nothing else that a path may not hold, and
     * no encoded {@code / \ ; . %} (CVE-2026-39852, CVE-2026-50559, CVE-2023-4853).
     */
    static boolean isClean(String target) {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        if (path.isEmpty() || path.charAt(0) != '/') {
            return false;
        }
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            boolean clean =
                    c == '%' ? isHarmlessEscape(path, i) : isHarmless(c) && !(c == '/' && startsBadSegment(path, i));
            if (!clean) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHarmless(char c) {
        return c > ' ' && c < 0x7f && ";\\#\"<>[]^`{|}".indexOf(c) < 0;
    }

    /** Whether the segment after the slash at {@code i} is empty (but not the last), {@code .} or {@code ..}. */
    private static boolean startsBadSegment(String path, int i) {
        int end = path.indexOf('/', i + 1);
        String segment = path.substring(i + 1, end < 0 ? path.length() : end);
        return (segment.isEmpty() && end >= 0) || segment.equals(".") || segment.equals("..");
    }

    private static boolean isHarmlessEscape(String path, int i) {
        if (i + 2 >= path.length()) {
            return false;
        }
        int high = Character.digit(path.charAt(i + 1), 16);
        int low = Character.digit(path.charAt(i + 2), 16);
        if (high < 0 || low < 0) {
            return false;
        }
        int value = high * 16 + low;
        return value > 0x1f && value < 0x7f && "/\\;.%".indexOf(value) < 0;
    }
}
