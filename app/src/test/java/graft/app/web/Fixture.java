package graft.app.web;

import graft.engine.Engines;
import graft.study.LocalRunner;
import graft.study.Runner;
import graft.study.Store;
import graft.study.StudyObserver;
import graft.study.StudyReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

/** Studies that take no time, a store with some of their results, and a server in front of both. */
final class Fixture implements AutoCloseable {
  static final String ARITHMETIC = Engines.create("vector").arithmetic();

  private final Path folder;
  private final StringWriter err = new StringWriter();
  private final Store store;
  private WebServer server;

  Fixture(Path folder) throws IOException {
    this.folder = folder;
    Path studies = Files.createDirectories(folder.resolve("studies"));
    write(studies, "small", "Does copying help, and is it the attention that carries it?", 3, 60);
    write(studies, "other", "The same with fewer seeds", 2, 60);
    write(studies, "slow", "Long enough to be watched", 2, 60_000);
    Files.writeString(studies.resolve("broken.yaml"), "study: broken\nseed: 3\n");
    Files.writeString(studies.resolve("not a study.yaml"), "study: hidden\n");
    Files.writeString(folder.resolve("secret.yaml"), "study: secret\n");
    this.store = Store.open(folder.resolve("store"));
    this.server = start(Address.loopback(0), new LocalRunner("vector", 2));
  }

  private static void write(Path studies, String name, String question, int seeds, int steps)
      throws IOException {
    int every = Math.max(10, Math.min(200, steps / 6));
    int pretraining = steps < 1000 ? 40 : 45;
    String training = "{steps: " + steps + ", batch: 4, evaluateEvery: " + every + ", heldOut: 16}";
    String text =
        """
        study: %s
        question: %s
        seeds: %d
        model: {layers: 1, heads: 2, width: 8}
        pretrain:
          copy:
            procedure: {name: identity, vocabulary: 8, length: 4}
            training: {steps: %d, batch: 4, evaluateEvery: 10, heldOut: 16}
          reverse:
            procedure: {name: reverse, vocabulary: 8, length: 4}
            training: {steps: %d, batch: 4, evaluateEvery: 10, heldOut: 16}
        arms:
          random: {take: nothing}
          attention: {take: attention}
          full: {take: all, embedding: average}
        tasks:
          recall:
            procedure: {name: haystack, pairs: 3}
            training: %s
          sorting:
            procedure: {name: sorting, length: 4}
            training: %s
        published:
          - {arm: random, task: recall, value: 11.3}
        metrics: [accuracy, loss]
        contrasts:
          attention over full: {of: attention, minus: full}
        """
            .formatted(name, question, seeds, pretraining, pretraining, training, training);
    Files.writeString(studies.resolve(name + ".yaml"), text);
  }

  /** Starts a server in the place of the one that runs. */
  void restart(Address address, Runner runner) {
    server.close();
    server = start(address, runner);
  }

  private WebServer start(Address address, Runner runner) {
    return WebServer.start(
        new WebServer.Content(folder.resolve("studies"), store, ARITHMETIC, runner),
        address,
        null,
        new PrintWriter(err, true));
  }

  Path studies() {
    return folder.resolve("studies");
  }

  Store store() {
    return store;
  }

  /** Computes a study, here and now. */
  void compute(String name) throws InterruptedException {
    new LocalRunner("vector", 2)
        .run(StudyReader.read(studies().resolve(name + ".yaml")), store, new StudyObserver() {});
  }

  URI uri() {
    return server.uri();
  }

  int port() {
    return server.uri().getPort();
  }

  /** What the server said of faults. */
  String err() {
    return err.toString();
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri().resolve(path)));
  }

  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(uri().resolve(path))
            .header("Content-Type", "application/json")
            .header("Sec-Fetch-Site", "same-origin")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
