package care.weald.record.feed;

import care.weald.record.category.Token;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How a coding is kept to be searched: as {@code system|code} and as the code alone (FHIR R4 search, 3.1.1.4.10). */
final class SearchTokens {

    private SearchTokens() {}

    static String literal(List<Token> tokens) {
        Set<String> values = new LinkedHashSet<>();
        for (Token token : tokens) {
            values.add(token.full());
            values.add(token.code());
        }
        return Columns.literal(values);
    }
}
