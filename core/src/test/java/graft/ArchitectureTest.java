package graft;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

/** Imports go down only. */
class ArchitectureTest {
  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("graft");

  @Test
  void importsGoDownOnly() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("random")
        .definedBy("graft.random..")
        .layer("procedure")
        .definedBy("graft.procedure..")
        .layer("model")
        .definedBy("graft.model..")
        .layer("engine")
        .definedBy("graft.engine..")
        .layer("training")
        .definedBy("graft.training..")
        .layer("surgery")
        .definedBy("graft.surgery..")
        .layer("analysis")
        .definedBy("graft.analysis..")
        .layer("statistics")
        .definedBy("graft.statistics..")
        .layer("study")
        .definedBy("graft.study..")
        .whereLayer("study")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("analysis")
        .mayOnlyBeAccessedByLayers("study")
        .whereLayer("statistics")
        .mayOnlyBeAccessedByLayers("study")
        .whereLayer("surgery")
        .mayOnlyBeAccessedByLayers("study")
        .whereLayer("training")
        .mayOnlyBeAccessedByLayers("surgery", "analysis", "study")
        .whereLayer("engine")
        .mayOnlyBeAccessedByLayers("training", "surgery", "analysis", "study")
        .whereLayer("procedure")
        .mayOnlyBeAccessedByLayers("training", "analysis", "study")
        .check(classes);
  }

  @Test
  void packagesDoNotGoInCircles() {
    SlicesRuleDefinition.slices().matching("graft.(*)..").should().beFreeOfCycles().check(classes);
  }

  @Test
  void theEngineKnowsNothingOfProcedures() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideInAnyPackage("graft.engine..", "graft.model..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("graft.procedure..", "graft.training..")
        .check(classes);
  }

  @Test
  void noPackageOrClassIsADrawer() {
    ArchRuleDefinition.noClasses()
        .should()
        .resideInAnyPackage("..util..", "..common..", "..helper..", "..manager..")
        .orShould()
        .haveNameMatching(".*(Util|Utils|Helper|Manager|Common)")
        .check(classes);
  }
}
