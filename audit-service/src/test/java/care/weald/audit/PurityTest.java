package care.weald.audit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "care.weald.audit", importOptions = ImportOption.DoNotIncludeTests.class)
class PurityTest {

    private static final String PURE = "care\\.weald\\.audit\\.("
            + "access\\.(Requester|Decision|DecisionClaims|Near)"
            + "|event\\.(Agents|AuditEventFhir|Closings|ClosingsReader|ContentHash|Disclosure|Entities|Erasure|Fhir|Members|PostedEvent|PostedEventReader|Shape|WatchFacts)"
            + "|log\\.(Appended|Batch|Content|Entry|Gaps|Leaf|LogEntry)"
            + "|tree\\.(Checkpoint|Growth|Merkle|Nodes|NoteKey|Piece|Proof|Tile)"
            + "|accesslog\\.(AccessLog|AccessLogPage|Sentence|Use|Words)"
            + "|watch\\.(Detection|NearRules|AccessRules|CrowdRules|PatternRules|PaceRules|TrailRules|Rule)"
            + "|alert\\.(Alert|AlertFhir|AlertQuery|Span)"
            + "|casework\\.(CaseForm|CaseOutcome|CaseQuery|CaseRules|CaseState|PrivacyCase|Step|TaskFhir)"
            + "|stream\\.(AuditMessage|Discreet|Notice|OtlpLogs|SyslogMessage)"
            + "|retention\\.(Due|Retirement|Term)"
            + "|search\\.(Criteria|Cursor|DateRange|SearchParameters)"
            + ")(\\$.*)?";

    @ArchTest
    static final ArchRule theDomainKnowsNoTransport = noClasses()
            .that()
            .haveNameMatching(PURE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.smallrye.mutiny..", "jakarta.ws.rs..", "io.quarkus..", "io.vertx.sqlclient..");

    @ArchTest
    static final ArchRule theLogKnowsNoTokens = noClasses()
            .that()
            .resideInAPackage("..audit.log..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..audit.token..", "..audit.access..", "..audit.event..", "..audit.search..");
}
