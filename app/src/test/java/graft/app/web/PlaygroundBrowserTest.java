package graft.app.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The playground in a real browser, with models that were really trained. */
class PlaygroundBrowserTest extends PagesInBrowser {
  @Override
  void prepare() throws Exception {
    Pictures.compute(web);
  }

  @Override
  Page open(String path) {
    super.open(path);
    page.locator(".strip .pos").first().waitFor();
    return page;
  }

  private void openBrackets() {
    open("/playground?model=" + Pictures.brackets(web));
  }

  private Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private Locator position(int t) {
    return page.locator(".strip .pos[data-t='" + t + "']").first();
  }

  private Locator flip(String name) {
    return page.getByRole(AriaRole.SWITCH, new Page.GetByRoleOptions().setName(name));
  }

  @Test
  void aResultLeadsHereAndItsSequenceIsRead() {
    page.navigate(web.uri().resolve("/result/" + Pictures.brackets(web)).toString());
    page.getByText("Open in the playground").click();
    assertThat(page.locator(".strip .pos")).hasCount(33);
    assertThat(page.locator(".score"))
        .hasText(Pattern.compile("[0-9]+ of 31 scored positions right, [0-9]+ %"));
    assertThat(page.getByText("Sample 0 of seed 1, kept out of this model’s training."))
        .isVisible();
    assertThat(page.locator("#sequence")).hasValue(Pattern.compile("[(\\[{<>}\\])]{32}"));
    assertThat(position(5))
        .hasAttribute(
            "aria-label",
            Pattern.compile("position 5 ‘.’, expected ‘.’ with [0-9]+ %, (right|wrong), scored"));
    position(5).hover();
    assertThat(page.locator(".guesses caption"))
        .hasText(Pattern.compile("After position 4 ‘.’ comes ‘.’"));
    assertThat(page.locator(".guesses tbody tr")).hasCount(5);
    String before = page.locator("#sequence").inputValue();
    button("Draw another").click();
    assertThat(page.locator("#sequence")).not().hasValue(before);
    assertThat(page.getByText("Sample 1 of seed 1")).isVisible();
    assertThat(page).hasURL(Pattern.compile("sample=1"));
  }

  @Test
  void aSequenceIsTypedAndTheAddressKeepsIt() {
    openBrackets();
    page.locator("#sequence").fill("([)x");
    page.keyboard().press("Enter");
    assertThat(page.locator("#sequence-fault"))
        .hasText("position 3: there is no token 'x'; type ( [ { < ) ] } > ·");
    assertThat(page.locator("#sequence")).hasAttribute("aria-invalid", "true");
    browser.complaints();
    page.locator("#sequence").fill("([]");
    page.getByLabel("type )").click();
    assertThat(page.locator(".strip .pos")).hasCount(5);
    assertThat(page.locator("#sequence-hint")).containsText("every position is scored");
    flip("layer 1 MLP").click();
    assertThat(page.locator(".score")).containsText("with all parts");
    page.reload();
    assertThat(page.locator("#sequence")).hasValue("([])");
    assertThat(page.locator(".strip .pos")).hasCount(5);
    assertThat(flip("layer 1 MLP")).hasAttribute("aria-checked", "false");
  }

  @Test
  void aPartThatIsSwitchedOffChangesAnswers() {
    openBrackets();
    assertThat(page.locator(".pos.changed")).hasCount(0);
    page.getByLabel("A part that is off adds").selectOption("zero");
    flip("layer 0 attention").click();
    flip("layer 0 MLP").click();
    flip("layer 1 head 2").click();
    assertThat(page.locator(".pos.changed").first()).isVisible();
    assertThat(page.locator(".pos.changed").first())
        .hasAttribute("aria-label", Pattern.compile("changed: before ‘.’ with"));
    assertThat(page.locator(".guesses thead")).containsText("before");
    assertThat(page.getByText("Zero ablation")).isVisible();
    button("All on").click();
    assertThat(page.locator(".pos.changed")).hasCount(0);
  }

  @Test
  void twoModelsStandSideBySide() {
    open("/playground");
    assertThat(page.locator(".panels").first().locator(".panel")).hasCount(2);
    assertThat(page.locator(".panel h3").nth(0)).containsText("attention > recall");
    assertThat(page.locator(".panel h3").nth(1)).hasText("random > recall, seed 1");
    assertThat(page.locator(".score")).hasCount(2);
    page.locator(".strip").nth(1).locator(".pos[data-t='2']").hover();
    assertThat(page.locator(".pos.chosen[data-t='2']")).hasCount(2);
    page.getByLabel("Compare with: study").selectOption("");
    assertThat(page.locator(".panels").first().locator(".panel")).hasCount(1);
    button("Compare with “random > recall, seed 1”").click();
    assertThat(page.locator(".panels").first().locator(".panel")).hasCount(2);
    page.getByLabel("Model: model").selectOption("pretrain automaton, seed 1");
    assertThat(page.locator(".automaton .row")).hasCount(6);
    assertThat(page).not().hasURL(Pattern.compile("against="));
  }

  @Test
  void attentionIsPointedAt() {
    openBrackets();
    assertThat(page.locator(".head")).hasCount(8);
    page.locator(".head").nth(5).click();
    assertThat(page).hasURL(Pattern.compile("head=1.1"));
    assertThat(page.locator(".head[aria-pressed=true]"))
        .hasAttribute(
            "aria-label",
            Pattern.compile("layer 1 head 1: position 31 .* looks at position [0-9]+ ‘.’ with"));
    page.locator(".map canvas").hover(new Locator.HoverOptions().setPosition(60, 300));
    assertThat(page.locator(".readout"))
        .hasText(
            Pattern.compile(
                "layer 1 head 1: position [0-9]+ ‘.’ looks at position [0-9]+ ‘.’ with .*%"));
    assertThat(page.locator(".pos.to")).hasCount(1);
    assertThat(page.locator(".pos.from")).hasCount(1);
  }

  @Test
  void everythingIsReachedByKeyboard() {
    openBrackets();
    position(0).focus();
    page.keyboard().press("ArrowRight");
    page.keyboard().press("ArrowRight");
    assertThat(position(2)).isFocused();
    page.keyboard().press("ArrowDown");
    int below =
        Integer.parseInt(String.valueOf(page.evaluate("() => document.activeElement.dataset.t")));
    assertThat(below).isGreaterThan(10);
    page.keyboard().press("Home");
    page.keyboard().press("<");
    assertThat(page.locator("#sequence")).hasValue(Pattern.compile("<.*"));
    assertThat(position(0)).isFocused();
    page.keyboard().press("End");
    assertThat(position(32)).isFocused();
    page.locator(".map").focus();
    page.keyboard().press("ArrowUp");
    page.keyboard().press("Home");
    assertThat(page.locator(".readout"))
        .hasText(Pattern.compile("position 30 ‘.’ looks at position 0 ‘<’"));
    flip("layer 0 head 1").focus();
    page.keyboard().press("Space");
    assertThat(flip("layer 0 head 1")).hasAttribute("aria-checked", "false");
    assertThat(flip("layer 0 head 1")).isFocused();
  }

  @Test
  void anAutomatonIsAPictureThatCanBeDrawnIn() {
    open("/playground?model=" + Pictures.automaton(web));
    assertThat(page.locator(".automaton .row")).hasCount(6);
    assertThat(page.locator(".automaton .row").first().locator(".alive, .dead")).hasCount(12);
    boolean alive = position(3).getAttribute("class").contains("alive");
    position(3).dblclick();
    assertThat(position(3)).hasClass(Pattern.compile(alive ? "dead" : "alive"));
    page.keyboard().press("1");
    assertThat(position(3)).hasClass(Pattern.compile("alive"));
    assertThat(page.locator("#sequence-hint")).containsText("of this length");
  }

  @Test
  void settingsAndOtherProcedures() {
    openBrackets();
    page.getByText("Settings of k-dyck").click();
    page.getByLabel(Pattern.compile("^length")).fill("12");
    page.keyboard().press("Tab");
    assertThat(page.locator(".strip .pos")).hasCount(13);
    assertThat(page.getByLabel("Procedure").locator("option:checked")).hasText("k-dyck, changed");
    page.getByLabel(Pattern.compile("^length")).fill("13");
    page.keyboard().press("Tab");
    assertThat(
            page.getByRole(AriaRole.ALERT)
                .filter(new Locator.FilterOptions().setHasText("length must be even")))
        .isVisible();
    browser.complaints();
  }

  @Test
  void withoutModelsItSaysWhichCommandMakesSome() throws IOException {
    try (Fixture empty = new Fixture(Files.createDirectory(folder.resolve("empty")))) {
      page.navigate(empty.uri().resolve("/playground").toString());
      assertThat(page.locator(".empty")).containsText("./graft run studies/quickstart.yaml");
      Browser.shoot(page, "playground-empty-light-1280");
      page.navigate(empty.uri().resolve("/playground?model=0123456789abcdef0123").toString());
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("no whole result of that name");
      page.navigate("about:blank");
      browser.complaints();
    }
  }

  @Test
  void axeFindsNothingSeriousAndNothingIsTooWide() throws Exception {
    inEveryLightAndWidth(
        (here, suffix) -> {
          look(here, "/playground", "playground-compare" + suffix, ".map canvas");
          look(
              here,
              "/playground?model="
                  + Pictures.brackets(web)
                  + "&off=0.attention,0.mlp&how=zero&head=1.2&at=20",
              "playground-brackets" + suffix,
              ".map canvas");
          look(
              here,
              "/playground?model=" + Pictures.automaton(web) + "&at=40",
              "playground-automaton" + suffix,
              ".map canvas");
        });
  }
}
