package care.weald.identity.feed;

import care.weald.identity.token.Caller;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a caller may do to registrations and to the register of staff: a partner's system with a scope for them (SMART App Launch 2, scopes). */
public final class FeedScope {

    private static final Pattern SYSTEM = Pattern.compile("system/([A-Za-z]+|\\*)\\.(write|\\*|c?r?u?d?s?)");

    private FeedScope() {}

    /** True for a system whose scopes let it create or update Patients. */
    public static boolean covers(Caller caller) {
        return may(caller, 'c') || may(caller, 'u');
    }

    /** True for a system whose scopes let it change what is there. */
    public static boolean mayUpdate(Caller caller) {
        return may(caller, 'u');
    }

    /** True for a system whose scopes let it remove what is there. */
    static boolean mayRemove(Caller caller) {
        return may(caller, 'd');
    }

    /** True for a system whose scopes let it replace its organisation's register of staff. */
    public static boolean mayReplaceStaff(Caller caller) {
        return may(caller, "PractitionerRole", 'u');
    }

    private static boolean may(Caller caller, char letter) {
        return may(caller, "Patient", letter);
    }

    private static boolean may(Caller caller, String type, char letter) {
        return caller.isSystem()
                && caller.scopes().stream()
                        .map(SYSTEM::matcher)
                        .filter(Matcher::matches)
                        .filter(scope ->
                                scope.group(1).equals(type) || scope.group(1).equals("*"))
                        .anyMatch(scope -> letters(scope.group(2)).indexOf(letter) >= 0);
    }

    /** SMART v1's words as the letters of v2. */
    private static String letters(String may) {
        return switch (may) {
            case "write" -> "cud";
            case "*" -> "cruds";
            default -> may;
        };
    }
}
