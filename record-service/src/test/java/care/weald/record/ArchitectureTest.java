package care.weald.record;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Decisions are functions: what classifies, checks, reads and renders knows neither HTTP nor the database. */
@AnalyzeClasses(packages = "care.weald.record", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule CATEGORIES_AND_STRUCTURE_ARE_PURE = noClasses()
            .that()
            .resideInAnyPackage("..category..", "..structure..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.smallrye.mutiny..", "jakarta.ws.rs..", "io.quarkus..", "io.vertx..");

    @ArchTest
    static final ArchRule READING_AND_RENDERING_A_FEED_IS_PURE = noClasses()
            .that()
            .haveSimpleName("FeedReader")
            .or()
            .haveSimpleName("EntryReader")
            .or()
            .haveSimpleName("Renderer")
            .or()
            .haveSimpleName("References")
            .or()
            .haveSimpleName("Rewriter")
            .or()
            .haveSimpleName("Projection")
            .or()
            .haveSimpleName("Permit")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.smallrye.mutiny..", "jakarta.ws.rs..", "io.quarkus..", "io.vertx..");

    @ArchTest
    static final ArchRule MAKING_A_BUNDLE_OF_A_MESSAGE_IS_PURE = noClasses()
            .that()
            .resideInAnyPackage("..hl7v2..", "..messaging..")
            .and()
            .haveSimpleNameNotEndingWith("Resource")
            .and()
            .haveSimpleNameNotEndingWith("Config")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.smallrye.mutiny..", "jakarta.ws.rs..", "io.quarkus..", "io.vertx..");

    @ArchTest
    static final ArchRule FEEDS_ARE_NOT_KNOWN_ELSEWHERE = noClasses()
            .that()
            .resideOutsideOfPackage("..feed..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..feed..");
}
