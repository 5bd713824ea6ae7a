package graft.app.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import graft.procedure.Procedures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GalleryTest {
  private static final Path DOCS = Path.of("../docs");
  private static final String STALE =
      "stale: mvn test -pl app -am -Dtest=GalleryTest -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Dgraft.docs=write";

  /** Versions of zlib may differ by so many percent of the bytes. */
  private static final int TOLERANCE = 3;

  private static final Gallery GALLERY = Gallery.ofRegistry();

  /** Name and gzip figure of a procedure's row in the first table. */
  private static final Pattern ROW =
      Pattern.compile("\\| \\[([^]]+)]\\(#.*\\| (\\d+) % \\| [^|]+ \\|");

  /** Set {@code -Dgraft.docs=write} to write the files again instead of comparing them. */
  @Test
  void thePageIsThatOfTheRegistry() throws IOException {
    if ("write".equals(System.getProperty("graft.docs"))) {
      Files.createDirectories(DOCS.resolve("procedures"));
      for (Map.Entry<String, String> file : GALLERY.files().entrySet()) {
        Files.writeString(DOCS.resolve(file.getKey()), file.getValue());
      }
    }
    Path page = DOCS.resolve(Gallery.PAGE);
    assertThat(page).as(STALE).exists();
    Gallery comparable = withGzipOf(Files.readString(page), GALLERY);
    for (Map.Entry<String, String> file : comparable.files().entrySet()) {
      assertThat(DOCS.resolve(file.getKey())).as(STALE).exists().hasContent(file.getValue());
    }
  }

  /** The page's figures for gzip, where they are as good as those that were computed here. */
  private static Gallery withGzipOf(String page, Gallery gallery) {
    Map<String, Integer> written =
        page.lines()
            .map(ROW::matcher)
            .filter(Matcher::matches)
            .collect(Collectors.toMap(row -> row.group(1), row -> Integer.valueOf(row.group(2))));
    return new Gallery(
        gallery.exhibits().stream()
            .map(
                exhibit -> {
                  int percent = written.getOrDefault(exhibit.name(), exhibit.gzip());
                  boolean isAsGood = Math.abs(percent - exhibit.gzip()) <= TOLERANCE;
                  return isAsGood ? exhibit.withGzip(percent) : exhibit;
                })
            .toList());
  }

  @Test
  void anotherZlibMakesNoPageStale() {
    Exhibit exhibit = GALLERY.exhibits().getFirst();
    Gallery here = new Gallery(List.of(exhibit.withGzip(40)));
    for (int there : new int[] {37, 43}) {
      String page = GalleryPage.of(List.of(exhibit.withGzip(there)));
      assertThat(withGzipOf(page, here).files()).containsEntry(Gallery.PAGE, page);
    }
    String far = GalleryPage.of(List.of(exhibit.withGzip(44)));
    assertThat(withGzipOf(far, here).files()).isEqualTo(here.files());
  }

  @Test
  void everyProcedureHasARowAndASection() {
    String page = GalleryPage.of(GALLERY.exhibits());
    for (Procedures.Entry entry : Procedures.entries()) {
      assertThat(page)
          .contains("| [" + entry.name() + "](#" + entry.name() + ") | ")
          .contains("\n### " + entry.name() + "\n");
    }
  }

  @Test
  void linksLeadSomewhere() {
    Map<String, String> files = GALLERY.files();
    Matcher link = Pattern.compile("]\\(([^)#]+)\\)").matcher(GalleryPage.of(GALLERY.exhibits()));
    while (link.find()) {
      String target = link.group(1);
      assertThat(files.containsKey(target) || Files.exists(DOCS.resolve(target)))
          .as(target)
          .isTrue();
    }
  }
}
