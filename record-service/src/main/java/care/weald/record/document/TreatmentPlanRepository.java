package care.weald.record.document;

import care.weald.record.item.ItemReferences;
import care.weald.record.item.ItemRepository;
import care.weald.record.item.ShownItem;
import care.weald.record.permit.Permit;
import care.weald.record.permit.Visible;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the treatment escalation plan that is in force. One that a later document replaces never is, whether or not the
 * caller may see the later one: an outdated plan is worse than none.
 */
@ApplicationScoped
class TreatmentPlanRepository {

    /** Plans, by SNOMED CT: escalation, ReSPECT, end of life, its co-ordination, contingency, emergency (row R10). */
    static final List<String> PLANS = List.of(
            "735324008", "1382601000000107", "736373009", "861421000000109", "325691000000100", "887701000000100");

    /** Decisions for and against attempting resuscitation, by SNOMED CT. */
    static final List<String> RESUSCITATION = List.of("304252001", "304253006", "450475007", "450476008");

    private final Pool pool;

    TreatmentPlanRepository(Pool pool) {
        this.pool = pool;
    }

    /**
     * What was found.
     *
     * @param plans the current plans, the one in force first: the newest by its date, then by when the record got it
     * @param decisions the newest decision about resuscitation, if there is a plan
     */
    record Found(List<ShownItem> plans, List<ShownItem> decisions, long withheld) {}

    private static final String READ = """
            with plan as materialized (
                select i.source_patient, i.item, i.version, i.time_from, i.received_at, l.level
                from %1$s %2$s cross join lateral (select %3$s as level) l
                where not exists (
                    select from item d
                    where d.source_patient = i.source_patient and d.type = i.type and d.superseded_at is null
                        and d.item <> i.item and d.status <> 'entered-in-error' and exists (
                            select from unnest(d.reference_names, d.reference_items) r(name, target)
                            where r.name = '%4$s' and r.target = i.item))
            ),
            decision as materialized (
                select i.source_patient, i.item, i.version, i.time_from, i.received_at, l.level
                from %5$s %2$s cross join lateral (select %3$s as level) l
            ),
            page as materialized (
                (select source_patient, item, version, level,
                    row_number() over (order by time_from desc nulls last, received_at desc, item desc) as place
                from plan where level in ('F', 'K') order by place limit 20)
                union all
                (select source_patient, item, version, level, 1000 from decision
                where level in ('F', 'K') and exists (select from plan where plan.level in ('F', 'K'))
                order by time_from desc nulls last, received_at desc, item desc limit 1)
            ),
            totals as (select count(*) as withheld from plan where level is null or level = 'A')
            select s.source_patient, s.item, s.version, s.category, s.organisation, s.received_at, s.time_from,
                s.body, s.places, s.confidentiality, t.withheld, s.type
            from totals t left join (
                select i.source_patient, i.item, i.version, i.category, i.organisation, i.received_at, i.time_from,
                    %6$s as body, %7$s as places, i.confidentiality, i.type, p.place
                from %8$s) s on true
            order by s.place
            """.formatted(
                    Visible.EACH_OF_OURS.formatted(
                            "i.type = 'DocumentReference' and i.status = 'current' and i.codes && $5::text[]"),
                    Visible.GRANTED,
                    Visible.LEVEL,
                    ItemReferences.REPLACES,
                    Visible.EACH_OF_OURS.formatted("i.type = 'Observation' and i.codes && $6::text[]"
                            + " and i.status in ('final', 'amended', 'corrected')"),
                    Visible.BODY,
                    Visible.PLACES,
                    Visible.ROWS_OF_PAGE);

    /** The plans that are in force, as the permit lets them be seen; at level A nobody can tell what a document is. */
    Uni<Found> read(Permit permit) {
        Tuple tuple = Tuple.tuple();
        for (Object parameter : Visible.parameters(permit)) {
            tuple.addValue(parameter);
        }
        tuple.addValue(snomed(PLANS)).addValue(snomed(RESUSCITATION));
        return pool.preparedQuery(READ).execute(tuple).map(TreatmentPlanRepository::found);
    }

    private static String[] snomed(List<String> codes) {
        return codes.stream().map(code -> "http://snomed.info/sct|" + code).toArray(String[]::new);
    }

    private static Found found(RowSet<Row> rows) {
        List<ShownItem> plans = new ArrayList<>();
        List<ShownItem> decisions = new ArrayList<>();
        long withheld = 0;
        for (Row row : rows) {
            withheld = row.getLong(10);
            String type = row.getString(11);
            if (type != null) {
                ShownItem item = ItemRepository.shown(row, type);
                (type.equals("Observation") ? decisions : plans).add(item);
            }
        }
        return new Found(plans, decisions, withheld);
    }
}
