package care.weald.record.search;

import care.weald.record.category.Category;
import care.weald.record.category.Classifier;
import care.weald.record.category.ItemType.Column;
import care.weald.record.item.ItemId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Conditions as SQL. What a level does not show is never matched: codes, categories and clinical status not at level A,
 * identifiers, references, labels and what is further only at F; category, confidentiality, status and times are shown at every level.
 */
final class ConditionSql {

    private final Arguments arguments;

    private ConditionSql(Arguments arguments) {
        this.arguments = arguments;
    }

    /** All of the conditions, each with an {@code and} before it. */
    static String of(List<Condition> conditions, Arguments arguments) {
        ConditionSql sql = new ConditionSql(arguments);
        StringBuilder text = new StringBuilder();
        conditions.forEach(condition -> text.append("\n    and ").append(sql.condition(condition)));
        return text.toString();
    }

    private String condition(Condition condition) {
        return switch (condition) {
            case Condition.OfToken token -> token(token.column(), token.tokens());
            case Condition.Further further ->
                "l.level = 'F' and " + tokens("i.further", further.tokens().of(further.parameter()));
            case Condition.Security security -> security(security.tokens());
            case Condition.Id id -> "(i.source_patient, i.item) in (" + ids(id.ids()) + ")";
            case Condition.Refers refers -> refers(refers);
            case Condition.Time time -> time(time);
            case Condition.AnyTime time ->
                "(i.time_stated and " + any(time.moments(), "i.time_from", "i.time_to") + " or "
                        + any(time.moments(), "i.second_from", "i.second_to") + ")";
            case Condition.LastUpdated updated ->
                any(updated.moments(), "i.received_at", "(i.received_at + interval '1 millisecond')");
        };
    }

    private String time(Condition.Time time) {
        String when = time.first()
                ? "i.time_stated and " + any(time.moments(), "i.time_from", "i.time_to")
                : any(time.moments(), "i.second_from", "i.second_to");
        return time.shown() ? when : "l.level = 'F' and " + when;
    }

    private String token(Column column, Tokens tokens) {
        return switch (column) {
            case CODE -> "l.level <> 'A' and " + tokens("i.codes", tokens);
            case CATEGORY -> "l.level <> 'A' and " + tokens("i.category_codes", tokens);
            case CLINICAL_STATUS -> "l.level <> 'A' and " + tokens("i.clinical_status", tokens);
            case STATUS -> "i.status = any(" + arguments.texts(tokens.codes()) + ")";
            case SECURITY -> security(tokens);
            case IDENTIFIER ->
                "l.level = 'F' and (" + tokens("i.identifiers", tokens)
                        + " or exists (select from unnest(i.identifiers) x where substr(x, strpos(x, '|') + 1) = any("
                        + arguments.texts(tokens.plain()) + ")))";
        };
    }

    private String tokens(String column, Tokens tokens) {
        String exact = column + " && " + arguments.texts(tokens.exact());
        return tokens.systems().isEmpty()
                ? exact
                : "(" + exact + " or exists (select from unnest(" + column + ") c, unnest("
                        + arguments.texts(tokens.systems()) + ") s where starts_with(c, s)))";
    }

    private String security(Tokens tokens) {
        List<String> categories = known(tokens.exact(), Category.SYSTEM);
        List<String> levels = known(tokens.exact(), Classifier.CONFIDENTIALITY);
        return "(i.category = any(" + arguments.texts(categories) + ") or i.confidentiality = any("
                + arguments.texts(levels) + ") or (l.level = 'F' and " + tokens("i.labels", tokens) + "))";
    }

    private static List<String> known(List<String> exact, String system) {
        return exact.stream()
                .filter(one -> one.indexOf('|') < 0 || one.startsWith(system + "|"))
                .map(one -> one.substring(one.indexOf('|') + 1))
                .toList();
    }

    private String refers(Condition.Refers refers) {
        return "l.level = 'F' and exists (select from unnest(i.reference_names, i.reference_items) r(name, target)"
                + " where r.name = " + arguments.add(refers.parameter(), "text")
                + " and (i.source_patient, r.target) in (" + ids(refers.ids()) + "))";
    }

    private String ids(List<ItemId> ids) {
        String patients = arguments.add(ids.stream().map(ItemId::sourcePatient).toArray(UUID[]::new), "uuid[]");
        String items = arguments.add(ids.stream().map(ItemId::item).toArray(UUID[]::new), "uuid[]");
        return "select * from unnest(" + patients + ", " + items + ")";
    }

    private String any(List<Moment> moments, String from, String to) {
        List<String> alternatives = new ArrayList<>();
        for (Moment moment : moments) {
            alternatives.add(moment(moment, from, to));
        }
        return "coalesce((" + String.join(" or ", alternatives) + "), false)";
    }

    /** Spans are half open: one ends where the next begins. Each alternative uses both parameters: both have a type then. */
    private String moment(Moment moment, String from, String to) {
        String start = arguments.time(moment.span().from());
        String end = arguments.time(moment.span().to());
        String within = "(" + from + " >= " + start + " and " + to + " <= " + end + ")";
        return switch (moment.prefix()) {
            case EQ -> within;
            case NE -> "not " + within;
            case GT -> "(" + start + " is not null and " + to + " > " + end + ")";
            case LT -> "(" + end + " is not null and " + from + " < " + start + ")";
            case GE -> "(" + within + " or " + to + " > " + end + ")";
            case LE -> "(" + within + " or " + from + " < " + start + ")";
            case SA -> "(" + start + " is not null and " + from + " >= " + end + ")";
            case EB -> "(" + end + " is not null and " + to + " <= " + start + ")";
            case AP -> "(" + from + " < " + end + " and " + to + " > " + start + ")";
        };
    }
}
