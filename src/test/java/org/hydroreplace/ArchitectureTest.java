package org.hydroreplace;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;

/** Imports point one way: down the list of rooms in docs/architecture.md. */
@AnalyzeClasses(packages = "org.hydroreplace", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    /** Top to bottom; a room may import only those behind it. */
    private static final List<String> ROOMS = List.of(
            "cli",
            "report",
            "pipeline",
            "response",
            "lensing",
            "spectrum",
            "mock",
            "field",
            "baryons",
            "halo",
            "grid",
            "snapshot",
            "cosmology",
            "parallel",
            "io");

    @ArchTest
    static final ArchRule importsPointDown = rooms();

    @ArchTest
    static final ArchRule noCycles = SlicesRuleDefinition.slices()
            .matching("org.hydroreplace.(*)..")
            .should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule foreignFunctionsInOneClass = ArchRuleDefinition.noClasses()
            .that()
            .haveSimpleNameNotStartingWith("Hdf5Native")
            .and()
            .doNotHaveFullyQualifiedName("org.hydroreplace.io.Hdf5Call")
            .and()
            .doNotHaveFullyQualifiedName("org.hydroreplace.io.Hdf5Library")
            .and()
            .doNotHaveFullyQualifiedName("org.hydroreplace.parallel.MpiNative")
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "link native code", (JavaClass type) -> type.getFullName().equals("java.lang.foreign.Linker")));

    @ArchTest
    static final ArchRule ranksInPipelineOnly = ArchRuleDefinition.noClasses()
            .that()
            .resideOutsideOfPackages(
                    "org.hydroreplace.parallel..", "org.hydroreplace.pipeline..", "org.hydroreplace.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.hydroreplace.parallel..");

    @ArchTest
    static final ArchRule drawingInReportOnly = ArchRuleDefinition.noClasses()
            .that()
            .resideOutsideOfPackage("org.hydroreplace.report..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.awt..");

    private static ArchRule rooms() {
        LayeredArchitecture layers = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String room : ROOMS) {
            layers = layers.layer(room).definedBy("org.hydroreplace." + room + "..");
        }
        for (int i = 0; i < ROOMS.size(); i++) {
            layers = i == 0
                    ? layers.whereLayer(ROOMS.get(0)).mayNotBeAccessedByAnyLayer()
                    : layers.whereLayer(ROOMS.get(i))
                            .mayOnlyBeAccessedByLayers(ROOMS.subList(0, i).toArray(String[]::new));
        }
        return layers;
    }
}
