package care.weald.record.search;

import care.weald.record.item.Projection;
import care.weald.record.permit.Visible;
import care.weald.record.search.Inclusion.Reference;
import java.util.List;

/**
 * What a page brings along as SQL. A reference is followed only where the item's level shows it, and leads only to what
 * may be seen: to something hidden it leads nowhere, as to something absent.
 */
final class InclusionSql {

    /** More columns of what is shown. {@code place} is one more than the page has for the first item of the next. */
    static final String SHOWN = """
            ,
                        p.level, i.reference_names, i.reference_items,
                        row_number() over (order by p.sort_time %1$s, p.item %1$s) as place""";

    /** More columns of the answer: the type of what is included, and whether something had no room. */
    static final String SELECTED = ", null::text as type, false as cut, s.place";

    /** What is included, after the page. */
    static final String UNION = """
            union all
            select n.source_patient, n.item, n.version, n.category, n.organisation, n.received_at, n.time_from,
                n.body, n.places, n.confidentiality, t.total, t.withheld, t.more, n.type,
                (select not bool_and(fits) from included), 1000000 + n.place
            from totals t cross join included n where n.fits
            order by place""";

    private static final int MOST = 1_000;

    @SuppressWarnings("InlineFormatString") // beside its method, as every statement
    private static final String INCLUDED = """
            ,
            page_shown as materialized (select * from shown where fits and place < $6),
            wanted as materialized (
                select distinct s.source_patient, r.target, w.type
                from page_shown s cross join lateral unnest(s.reference_names, s.reference_items) r(name, target)
                    join unnest(%1$s, %2$s) w(name, type) on w.name = r.name
                where s.level = 'F' or (s.level = 'K' and r.name = '%3$s')
            ),
            extra as materialized (
                select i.source_patient, i.item, i.version, l.level
                from wanted w cross join lateral (
                    select i.* from item i where i.source_patient = w.source_patient and i.item = w.target
                        and i.type = w.type and %4$s offset 0
                ) i %5$s cross join lateral (select %6$s as level) l
                where l.level is not null
                union
                select i.source_patient, i.item, i.version, l.level
                from %7$s %5$s cross join lateral (select %6$s as level) l
                where l.level = 'F' and exists (
                    select from unnest(i.reference_names, i.reference_items) r(name, target)
                        join unnest(%8$s, %9$s) w(name, type) on w.name = r.name and w.type = i.type
                        join page_shown s on s.source_patient = i.source_patient and s.item = r.target)
            ),
            included as materialized (
                select x.*, row_number() over w as place,
                    coalesce(sum(octet_length(body)) over w, 0) < %10$s and row_number() over w <= %11$s as fits
                from (
                    select i.source_patient, i.item, i.version, i.category, i.organisation, i.received_at, i.time_from,
                        %12$s as body, %13$s as places, i.confidentiality, i.type
                    from (select * from extra e where not exists (select from page_shown s
                        where s.source_patient = e.source_patient and s.item = e.item)) %14$s
                    union all
                    select null, d.entry, d.version, '', d.organisation, d.received_at, null, d.body, '{}', 'U', d.type
                    from (select distinct target, type from wanted) w join directory_entry d
                        on d.entry = w.target and d.type = w.type and d.superseded_at is null
                ) x
                window w as (order by x.type, x.source_patient, x.item rows between unbounded preceding and 1 preceding)
            )""";

    private InclusionSql() {}

    /** The further steps of a statement whose page is {@code shown}. */
    static String of(Inclusion inclusion, Arguments arguments) {
        List<Reference> forward = inclusion.forward();
        List<Reference> reverse = inclusion.reverse();
        String sources = arguments.texts(reverse.stream().map(Reference::source).toList());
        return INCLUDED.formatted(
                arguments.texts(forward.stream().map(Reference::parameter).toList()),
                arguments.texts(forward.stream().map(Reference::target).toList()),
                Projection.KEY_REFERENCE,
                Visible.OURS,
                Visible.GRANTED,
                Visible.LEVEL,
                Visible.EACH_OF_OURS.formatted("i.type = any(" + sources + ")"
                        + " and i.reference_items && (select array_agg(s.item) from page_shown s)"),
                arguments.texts(reverse.stream().map(Reference::parameter).toList()),
                sources,
                Visible.PAGE_BYTES,
                MOST,
                Visible.BODY,
                Visible.PLACES,
                Visible.ROWS_OF_PAGE.substring("page ".length()));
    }
}
