package graft.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import graft.study.Runner;
import graft.study.StudyResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that show the page, until they are interrupted as by Ctrl-C. */
class ServeCommandTest {
  private static final String STUDY =
      """
      study: tiny
      seeds: 2
      model: {layers: 1, heads: 1, width: 4}
      pretrain:
        identity: {procedure: identity}
      arms:
        random: {take: nothing}
      tasks:
        haystack: {procedure: haystack}
      """;

  private static final Runner NOTHING =
      (study, store, observer) ->
          new StudyResult(
              study.name(), List.of(), List.of(), List.of(), 0, study.changes(), List.of());

  private static final Pattern ADDRESS = Pattern.compile("http://\\S+");

  @TempDir Path folder;
  private Runner runner = NOTHING;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void write() throws IOException {
    Files.createDirectory(folder.resolve("studies"));
    Files.writeString(folder.resolve("studies").resolve("tiny.yaml"), STUDY);
  }

  /** A command on a thread of its own. */
  private Thread command(String... arguments) {
    Console console =
        new Console(
            new PrintWriter(out, true), new PrintWriter(err, true), false, false, false, 80);
    Thread thread = new Thread(() -> Graft.execute(console, (engine, cores) -> runner, arguments));
    thread.start();
    return thread;
  }

  private String[] with(String... first) {
    List<String> all = new java.util.ArrayList<>(List.of(first));
    all.addAll(
        List.of(
            "--studies",
            folder.resolve("studies").toString(),
            "--store",
            folder.resolve("store").toString(),
            "--port",
            "0",
            "--no-open"));
    return all.toArray(String[]::new);
  }

  private URI address(String after) throws InterruptedException {
    for (int i = 0; i < 200; i++) {
      String text = err.toString();
      Matcher found = ADDRESS.matcher(text);
      if (text.contains(after) && found.find()) {
        return URI.create(found.group());
      }
      Thread.sleep(50);
    }
    throw new AssertionError("no address in: " + err);
  }

  private static String get(URI address) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }

  @Test
  void servesUntilItIsInterrupted() throws Exception {
    Thread thread = command(with("serve"));
    URI page = address("The page is");
    assertThat(page.getHost()).isEqualTo("127.0.0.1");
    assertThat(page.getQuery()).isNull();
    assertThat(get(page)).contains("<title>Studies");
    assertThat(get(page.resolve("/api/studies"))).contains("\"key\":\"tiny\"");
    thread.interrupt();
    thread.join(10_000);
    assertThat(thread.isAlive()).isFalse();
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(() -> get(page.resolve("/api/studies"))))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aHostBringsAToken() throws Exception {
    Thread thread = command(with("serve", "--host", "127.0.0.1"));
    assertThat(address("The page is").getQuery()).startsWith("token=");
    thread.interrupt();
    thread.join(10_000);
  }

  @Test
  void aRunShowsTheStudyAsItIsRunAndThePageStays() throws Exception {
    String study = folder.resolve("studies").resolve("tiny.yaml").toString();
    Thread thread = command(with("run", study, "--seeds", "5,", "--serve", "--quiet"));
    URI page = address("The page stays until Ctrl-C");
    assertThat(out.toString()).contains("pretrain  arm", "Results are in");
    assertThat(get(page.resolve("/api/studies/tiny"))).contains("1 seed:", "\"changes\":[\"");
    thread.interrupt();
    thread.join(10_000);
    assertThat(thread.isAlive()).isFalse();
  }

  @Test
  void aRunCanBeStoppedFromThePageWhichStays() throws Exception {
    runner =
        (study, store, observer) -> {
          new CountDownLatch(1).await();
          throw new AssertionError();
        };
    String study = folder.resolve("studies").resolve("tiny.yaml").toString();
    Thread thread = command(with("run", study, "--serve", "--quiet"));
    URI page = address("The page is");
    URI stop = page.resolve("/api/studies/tiny/stop");
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(stop)
              .header("Content-Type", "application/json")
              .header("Sec-Fetch-Site", "same-origin")
              .POST(HttpRequest.BodyPublishers.ofString("{}"))
              .build();
      for (int i = 0; i < 100; i++) {
        if (client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200) {
          break;
        }
        Thread.sleep(20);
      }
    }
    address("The page stays until Ctrl-C");
    assertThat(err.toString()).contains("stopped from the page");
    assertThat(get(page)).contains("<title>Studies");
    thread.interrupt();
    thread.join(10_000);
  }

  @Test
  void aPortThatIsTakenIsSaid() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      Run run =
          Run.of(
              "serve",
              "--no-open",
              "--store",
              folder.resolve("store").toString(),
              "--port",
              Integer.toString(taken.getLocalPort()));
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.err()).contains("cannot listen at 127.0.0.1", "--port");
    }
    assertThat(Run.of("serve", "--port", "70000").err()).contains("from 0 to 65535");
  }
}
