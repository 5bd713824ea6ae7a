package graft.app.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import graft.study.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The pages in a real browser, on studies that were really run. */
class BrowserTest extends PagesInBrowser {
  @Override
  void prepare() throws Exception {
    web.compute("small");
    web.compute("other");
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  private String id(String arm) {
    return Catalogue.pinned(
            web.studies().resolve("small.yaml"),
            "",
            graft.study.StudyReader.read(web.studies().resolve("small.yaml")),
            Fixture.ARITHMETIC)
        .usable()
        .outline()
        .trials()
        .stream()
        .filter(trial -> trial.arm().equals(arm))
        .findFirst()
        .orElseThrow()
        .run();
  }

  @Test
  void studiesAreListedWithHowFarTheyAre() {
    open("/");
    Locator small = page.locator("[data-study=small]");
    assertThat(small).containsText("Does copying help");
    assertThat(small).containsText("finished");
    assertThat(small).containsText("36 of 36 runs");
    assertThat(small).containsText("MB");
    assertThat(button(page, "Start slow")).isEnabled();
    assertThat(page.locator(".studies")).containsText("seed");
    assertThat(page.locator(".studies")).not().containsText("hidden");
    small.getByRole(AriaRole.LINK).click();
    assertThat(page.locator("h1")).hasText("small");
  }

  @Test
  void aStudyShowsMatrixTrialsTableAndCurves() {
    open("/study/small");
    page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("full")).click();
    Locator cell = page.locator(".heat button").first();
    assertThat(cell).hasAttribute("aria-label", Pattern.compile("copy, recall: .* of 3 seeds"));
    cell.click();
    assertThat(page.locator("#cell tbody tr")).hasCount(3);
    assertThat(page.locator("#cell")).containsText("Trials: copy, full, recall");
    assertThat(
            page.getByRole(
                    AriaRole.REGION, new Page.GetByRoleOptions().setName("Table").setExact(true))
                .locator("tbody tr"))
        .hasCount(12);
    assertThat(page.getByText("attention over full").first()).isVisible();
    assertThat(page.locator(".chart canvas")).isVisible();
    assertThat(page.locator(".legend li")).hasCount(3);
    page.getByLabel("Metric").selectOption("loss");
    assertThat(page.locator(".uplot")).isVisible();
    assertThat(page.getByText("held-out loss, nats per token").first()).isVisible();
    assertThat(page.url()).contains("metric=loss").contains("arm=full");
    page.reload();
    assertThat(page.locator("#cell tbody tr")).hasCount(3);
    page.locator("#cell tbody a").first().click();
    assertThat(page.locator("h1")).hasText(Pattern.compile("full > recall, seed 1"));
    assertThat(page.locator(".crumb")).hasText("Studies / small");
  }

  @Test
  void figuresAndFilesComeFromTheReport() throws IOException {
    open("/study/small");
    Download table = page.waitForDownload(() -> page.getByText("Table, CSV").click());
    assertThat(table.suggestedFilename()).isEqualTo("small-table.csv");
    assertThat(Files.readString(table.path())).startsWith("pretrain,arm,task,metric,mean");
    page.getByText("Figures", new Page.GetByTextOptions().setExact(true)).click();
    Locator figure = page.locator(".figures img").first();
    figure.scrollIntoViewIfNeeded();
    page.waitForFunction("() => document.querySelector('.figures img')?.naturalWidth > 100");
    Download png = page.waitForDownload(() -> page.getByText("PNG").first().click());
    assertThat(Files.size(png.path())).isGreaterThan(1000);
  }

  @Test
  void aResultShowsRecipeCurvesAndWeights() throws IOException {
    open("/result/" + id("attention"));
    assertThat(page.locator(".tree .node")).hasCount(5);
    assertThat(page.locator(".tree")).containsText("donor");
    assertThat(page.getByText("learningRate")).isVisible();
    assertThat(page.getByText("processor")).isVisible();
    assertThat(page.locator(".log li").first()).containsText("study 'small'");
    assertThat(page.locator(".log li").last()).containsText("finished with its last step");
    assertThat(page.locator("svg.bars")).hasCount(17);
    Download weights =
        page.waitForDownload(() -> page.getByText(Pattern.compile("^Weights, ")).click());
    assertThat(weights.suggestedFilename()).isEqualTo(id("attention") + ".safetensors");
    page.locator(".tree a").first().click();
    assertThat(page.locator("h1")).hasText(Pattern.compile("pretrain copy, seed 1"));
    assertThat(page.getByText("a donor").first()).isVisible();
  }

  @Test
  void aQuickVersionIsAStudyOfItsOwn() {
    open("/study/slow");
    page.getByText("the quick version").click();
    assertThat(page.locator("h1")).hasText("slow, quick");
    assertThat(page.locator("main"))
        .containsText("at most 3000 fine-tuning steps instead of 60000");
    assertThat(page.locator("[data-focus=act]")).isEnabled();
    page.getByText("The whole study").click();
    assertThat(page.locator("h1")).hasText("slow");
    open("/");
    assertThat(page.locator("[data-study=slow]")).containsText("Quick version: ");
    assertThat(page.locator("[data-study=small]")).not().containsText("Quick version");
  }

  @Test
  void twoStudiesStandSideBySide() {
    open("/compare?a=small&b=other");
    assertThat(page.locator("tbody tr")).hasCount(24);
    assertThat(page.locator("thead")).containsText("small");
    assertThat(page.locator("thead")).containsText("other");
  }

  @Test
  void whatIsNotThereIsSaid() {
    open("/study/nothing");
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("there is no study of that name");
    Browser.shoot(page, "missing-light-1280");
    open("/result/00000000000000000000");
    assertThat(page.locator("h1")).hasText("No such result");
    browser.complaints();
  }

  @Test
  void aRunningStudyDrawsItselfAndStopsInOrder() {
    open("/study/slow");
    assertThat(page.locator(".chart")).containsText("No trial of this cell has been measured yet.");
    button(page, "Start").click();
    assertThat(page.locator("[data-live=runs] li").first()).containsText("step");
    page.locator(".chart canvas").waitFor();
    Locator thin = page.locator(".legend");
    assertThat(thin).containsText("running now");
    String before = drawn();
    page.waitForCondition(() -> !drawn().equals(before));
    assertThat(page.locator("#pulse")).containsText("slow");
    Browser.shoot(page, "study-running-light-1280");
    button(page, "Stop").click();
    assertThat(button(page, "Resume")).isVisible();
    Listed.Usable slow =
        new Catalogue(web.studies(), Fixture.ARITHMETIC, null).find("slow").usable();
    Standing standing = Standing.of(slow.outline(), Standing.Names.of(web.store()), web.store());
    assertThat(standing.count(Standing.State.RUNNING)).isZero();
    assertThat(standing.count(Standing.State.STOPPED)).isPositive();
  }

  /** The picture of the curves. */
  private String drawn() {
    return String.valueOf(
        page.evaluate("() => document.querySelector('.chart canvas').toDataURL()"));
  }

  @Test
  void everythingCanBeReachedByKeyboard() {
    open("/");
    page.locator("[data-study=small]").waitFor();
    page.keyboard().press("Tab");
    assertThat(page.locator(".skip")).isFocused();
    page.keyboard().press("Enter");
    assertThat(page.locator("main")).isFocused();
    for (int i = 0; i < 12 && !"small".equals(focused()); i++) {
      page.keyboard().press("Tab");
    }
    assertThat(focused()).isEqualTo("small");
    page.keyboard().press("Enter");
    Locator tab = page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setSelected(true));
    tab.waitFor();
    for (int i = 0; i < 30 && !"attention".equals(focused()); i++) {
      page.keyboard().press("Tab");
    }
    page.keyboard().press("ArrowRight");
    assertThat(tab).hasText("full");
    assertThat(tab).isFocused();
    page.keyboard().press("Home");
    assertThat(tab).hasText("random");
    page.keyboard().press("Tab");
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    assertThat(page.locator("#cell tbody tr")).hasCount(3);
    assertThat(page.locator(".heat button").first()).isFocused();
  }

  private String focused() {
    return String.valueOf(page.evaluate("() => document.activeElement.textContent"));
  }

  @Test
  void axeFindsNothingSeriousAndNothingIsTooWide() throws Exception {
    inEveryLightAndWidth(
        (here, suffix) -> {
          look(here, "/", "studies" + suffix, "[data-study=slow]");
          look(
              here,
              "/study/small?arm=attention&pretrain=copy&task=recall",
              "study" + suffix,
              "#cell tbody tr",
              ".chart canvas");
          look(here, "/result/" + id("attention"), "result" + suffix, "svg.bars", ".chart canvas");
          look(here, "/compare?a=small&b=other", "compare" + suffix, "tbody tr");
        });
  }
}
