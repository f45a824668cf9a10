package care.weald.identity;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("care.weald.identity");

    @Test
    void decisionsAndMappingsArePureFunctions() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "..nhsnumber..",
                        "..link..",
                        "..person..",
                        "..patient..",
                        "..feed..",
                        "..permit..",
                        "..steward..",
                        "..trace..",
                        "..index..",
                        "..reindex..",
                        "..matchmodel..",
                        "..bulk..",
                        "..duplicate..")
                .and()
                .haveNameNotMatching(
                        ".*(Resource|Repository|Reader|Lookup|Config|PatientLinker|PatientRemover|LinkLocks|MatchIndex|MatchModel|Reindexer|PersonMatcher|FeedMatcher|Reviewer|PatientMerger|PatientUnlinker|PatientFeed|FeedMerger|PersonTokens|ModelPointer|ModelSwitch|ModelTrainer|ModelReports|LinkReviewer|Shadow|PatientLines|Importer|ImportIntake|Deduplicator|PersonFinder|LoneJoiner)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.smallrye.mutiny..", "jakarta.ws.rs..", "io.quarkus.hibernate..", "io.vertx.mutiny..")
                .check(MAIN);
    }

    @Test
    void readersOfMessagesArePureFunctions() {
        noClasses()
                .that()
                .haveNameMatching(".*feed\\.(BundleReader|PatientReader|LineReader)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.smallrye.mutiny..", "jakarta.ws.rs..", "io.vertx.mutiny..")
                .check(MAIN);
    }

    @Test
    void matchingIsPureAndStandsAlone() {
        noClasses()
                .that()
                .resideInAPackage("..identity.match..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "java..",
                        "com.fasterxml.jackson..",
                        "care.weald.identity.match..",
                        "care.weald.identity.nhsnumber..",
                        "org.jspecify..")
                .check(MAIN);
    }

    @Test
    void theNhsNumberKnowsNothingElse() {
        noClasses()
                .that()
                .resideInAPackage("..nhsnumber..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("java..", "care.weald.identity.nhsnumber..", "org.jspecify..")
                .check(MAIN);
    }
}
