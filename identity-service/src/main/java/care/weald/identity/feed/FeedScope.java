package care.weald.identity.feed;

import care.weald.identity.token.Caller;
import java.util.regex.Pattern;

/** Whether a caller may feed: a partner's system with a scope to write Patients (SMART App Launch 2, scopes). */
public final class FeedScope {

    private static final Pattern WRITE = Pattern.compile("system/(?:Patient|\\*)\\.(?:write|\\*|(?=.*[cu])c?r?u?d?s?)");

    private FeedScope() {}

    /** True for a system whose scopes let it create or update Patients. */
    public static boolean covers(Caller caller) {
        return caller.isSystem()
                && caller.scopes().stream()
                        .anyMatch(scope -> WRITE.matcher(scope).matches());
    }
}
