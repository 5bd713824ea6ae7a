package graft.app.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import graft.statistics.PairedComparison;
import graft.statistics.Summary;
import graft.study.Curve;
import graft.study.StoredStudy;
import graft.study.Study;
import graft.study.StudyReader;
import graft.study.StudyResult;
import graft.study.StudyResult.Comparison;
import graft.study.StudyResult.Missing;
import graft.study.StudyResult.Row;
import graft.study.StudyResult.Trial;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report of a study whose labels try to break out, and one of whose trials is missing. */
class StudyReportTest {
  private static final String ARM = "a <b> & \"c\" | 5_%";

  private static final String YAML =
      """
      study: tiny
      question: Does <this> help?
      seeds: 2
      model: {layers: 1, heads: 1, width: 4}
      pretrain:
        identity: {procedure: identity}
      arms:
        random: {take: nothing}
        'a <b> & "c" | 5_%': {take: attention}
      tasks:
        haystack: {procedure: haystack}
      """;

  @TempDir Path folder;
  private Path report;

  @BeforeEach
  void write() throws IOException {
    report = folder.resolve("report");
    write(stored(), report);
  }

  private void write(StoredStudy stored, Path to) throws IOException {
    Path file = Files.writeString(folder.resolve("study.yaml"), YAML);
    Study study = StudyReader.read(file);
    new StudyReport(study, stored, YAML).write(to);
  }

  private static StoredStudy stored() {
    PairedComparison paired = PairedComparison.of(new double[] {90}, new double[] {10});
    Comparison comparison = new Comparison("identity", "random", paired, 0.01, 1, null);
    List<Row> rows =
        List.of(
            Row.of("identity", "random", "haystack", "accuracy", List.of(10.0, 12.0), 11.3),
            new Row(
                "identity",
                ARM,
                "haystack",
                "accuracy",
                Summary.of(90),
                List.of(90.0),
                null,
                List.of(new Missing(2, "0123456789abcdef", null)),
                comparison));
    List<Trial> trials = List.of(trial("random", 1, 10), trial("random", 2, 12), trial(ARM, 1, 90));
    List<Curve> curves = List.of(curve("random", 1), curve("random", 2), curve(ARM, 1));
    return new StoredStudy(new StudyResult("tiny", rows, trials, List.of(), 0), curves, List.of());
  }

  private static Trial trial(String arm, long seed, double value) {
    return new Trial(
        "identity",
        arm,
        "haystack",
        "accuracy",
        seed,
        value,
        null,
        100,
        arm.hashCode() + "-" + seed,
        "c0ffee1234567890",
        "vector",
        "2026-01-02T03:04:05Z",
        1.5,
        "Some 25",
        "Some CPU");
  }

  private static Curve curve(String arm, long seed) {
    List<Curve.Point> points =
        List.of(
            new Curve.Point(0, Map.of("accuracy", 5.0 + seed)),
            new Curve.Point(100, Map.of("accuracy", 50.0)));
    return new Curve("identity", arm, "haystack", seed, points);
  }

  private String text(String file) throws IOException {
    return Files.readString(report.resolve(file));
  }

  @Test
  void thePageNeedsNothingElse() throws IOException {
    String page = text("index.html");
    assertThat(page)
        .doesNotContain("<script", "<link", "src=", "url(", "@import")
        .contains("prefers-color-scheme:dark", "<svg", "Does &lt;this&gt; help?");
    assertThat(page.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http");
  }

  @Test
  void thePageSaysWhatIsMissingAndWhereItComesFrom() throws IOException {
    assertThat(text("index.html"))
        .contains("1 of 2", "1 trial is not computed yet", "<td>unfinished</td>")
        .contains("a &lt;b&gt; &amp; &quot;c&quot; | 5_%", "+80.0*")
        .contains("study tiny", "commit c0ffee123456", "Some CPU", "2026-01-02");
  }

  @Test
  void tablesKeepLabelsAsText() throws IOException {
    assertThat(text("table.md"))
        .contains("| identity | a &lt;b> & \"c\" \\| 5\\_% | haystack | accuracy | 90.0 |")
        .contains("| +80.0\\* | 1 of 2 |");
    assertThat(text("table.tex"))
        .contains("a $<$b$>$ \\& \"c\" | 5\\_\\% & haystack & accuracy & 90.0 & ---")
        .contains("\\begin{tabular}{llllrrlrrr}", "\\label{tab:tiny}");
    assertThat(text("table.csv").lines())
        .hasSize(3)
        .element(2)
        .asString()
        .startsWith("identity,\"a <b> & \"\"c\"\" | 5_%\",haystack,accuracy,90.0,,90.0,,,1,2,,")
        .contains("identity,random,1,80.0,,,,1.0,0.01,true,");
  }

  @Test
  void figuresAreWellFormedLabelledAndSigned() throws Exception {
    List<String> names = List.of("heat-map-accuracy", "transfer-accuracy", "curves-accuracy");
    for (String name : names) {
      Path svg = report.resolve("figures/" + name + ".svg");
      DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(svg.toFile());
      assertThat(Files.readString(svg))
          .contains("token accuracy, %", "commit c0ffee123456", "prefers-color-scheme:dark");
      BufferedImage png = ImageIO.read(report.resolve("figures/" + name + ".png").toFile());
      assertThat(png.getWidth()).isGreaterThan(1000);
      assertThat(png.getRGB(1, 1)).isEqualTo(0xffffffff);
    }
    assertThat(text("figures/curves-accuracy.svg")).contains("fine-tuning steps");
    assertThat(text("figures/heat-map-accuracy.svg")).contains("1 of 2 seeds", "90.0*");
    assertThat(text("figures/transfer-accuracy.svg")).contains("90.0* (1 of 2)");
  }

  @Test
  void everyTrialIsInTheParquetFile() throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        ResultSet found =
            connection
                .createStatement()
                .executeQuery(
                    "SELECT count(*), count(value), sum(value), max(state) FROM '"
                        + report.resolve("trials.parquet")
                        + "'")) {
      assertThat(found.next()).isTrue();
      assertThat(found.getInt(1)).isEqualTo(4);
      assertThat(found.getInt(2)).isEqualTo(3);
      assertThat(found.getDouble(3)).isEqualTo(112);
      assertThat(found.getString(4)).isEqualTo("unfinished");
    }
  }

  @Test
  void theSameResultsGiveTheSameFiles() throws IOException {
    Path again = folder.resolve("again");
    write(stored(), again);
    assertThat(files(again)).hasSize(12).isEqualTo(files(report));
  }

  private static Map<String, String> files(Path root) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = HexFormat.of().formatHex(Files.readAllBytes(file));
        contents.put(root.relativize(file).toString(), bytes);
      }
    }
    return contents;
  }

  @Test
  void withoutAnyResultThereAreTablesAndNoFigures() throws IOException {
    Row none =
        new Row(
            "identity",
            "random",
            "haystack",
            "accuracy",
            Summary.of(),
            List.of(),
            null,
            List.of(new Missing(1, "a", null), new Missing(2, "b", null)),
            null);
    StudyResult result = new StudyResult("tiny", List.of(none), List.of(), List.of(), 0);
    Path empty = folder.resolve("empty");
    write(new StoredStudy(result, List.of(), List.of()), empty);
    assertThat(Files.readString(empty.resolve("index.html")))
        .contains("0 of 2", "commit none yet")
        .doesNotContain("<figure>");
    assertThat(empty.resolve("figures")).isEmptyDirectory();
  }
}
