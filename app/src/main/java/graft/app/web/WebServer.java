package graft.app.web;

import graft.app.report.Json;
import graft.study.InputException;
import graft.study.Runner;
import graft.study.Store;
import graft.study.StoredDonors;
import graft.study.Study;
import graft.study.StudyObserver;
import graft.study.StudyResult;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** The server behind the pages. */
public final class WebServer implements AutoCloseable {
  /** Where it is found unless something else is said. */
  public static final int DEFAULT_PORT = 8270;

  private static final int MOST_THREADS = 64;

  private final Address address;
  private final Store store;
  private final Library library;
  private final Runs runs;
  private final Events events;
  private final Errand errand = new Errand();
  private final PrintWriter err;
  private final @Nullable Listed pinned;
  private final Catalogue catalogue;
  private final StoredDonors donors;
  private final Javalin javalin;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * What a server shows.
   *
   * @param folder of the studies
   * @param store of the results
   * @param arithmetic of the engine whose results are meant, see {@link
   *     graft.engine.Engine#arithmetic}
   * @param runner runs what is started from a page
   */
  public record Content(Path folder, Store store, String arithmetic, Runner runner) {}

  /**
   * A study as it is run, which its file need not be.
   *
   * @param text the file's
   */
  public record Pinned(Path file, String text, Study study) {}

  /**
   * Starts a server.
   *
   * @param pinned stands in the place of its file; null for none
   * @param err is told of faults
   * @throws InputException if the port cannot be had
   */
  public static WebServer start(
      Content content, Address address, @Nullable Pinned pinned, PrintWriter err) {
    WebServer server = new WebServer(content, address, pinned, err);
    try {
      server.javalin.start(address.host(), address.port());
      // Reading all studies for the first time takes a second or two: it begins before anybody
      // asks.
      Thread.ofPlatform().daemon().name("graft-catalogue").start(server.catalogue::all);
      return server;
    } catch (JavalinBindException e) {
      server.close();
      throw new InputException(
          "cannot listen at %s, port %d (%s): choose another with --port or --host"
              .formatted(address.host(), address.port(), e.getMessage()));
    }
  }

  private WebServer(Content content, Address address, @Nullable Pinned pinned, PrintWriter err) {
    this.address = address;
    this.store = content.store();
    this.err = err;
    this.pinned =
        pinned == null
            ? null
            : Catalogue.pinned(pinned.file(), pinned.text(), pinned.study(), content.arithmetic());
    this.catalogue = new Catalogue(content.folder(), content.arithmetic(), this.pinned);
    this.donors = new StoredDonors(store, content.arithmetic());
    this.runs = new Runs(content.runner(), store);
    this.events = new Events(store, () -> RunJson.of(runs.current()));
    this.library = new Library(store, content.arithmetic(), events::bump);
    this.javalin = Javalin.create(this::configure);
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.maxRequestSize = Body.MOST_BYTES;
    config.http.prefer405over404 = true;
    config.jetty.threadPool = new QueuedThreadPool(MOST_THREADS, 4);
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    RoutesConfig routes = config.routes;
    gate(routes);
    pages(routes);
    routes.sse("/api/events", events::add);
    new StudiesApi(catalogue, library, runs).routes(routes);
    new StudyApi(catalogue, library).routes(routes);
    new ResultApi(catalogue, store).routes(routes);
    new PlaygroundApi(new PlaygroundModels(catalogue, store)).routes(routes);
    new ProceduresApi(errand).routes(routes);
    new SurgeryApi(new Donors(donors, catalogue), catalogue, runs).routes(routes);
    faults(routes);
  }

  private void gate(RoutesConfig routes) {
    Gate gate = new Gate(address.names(), address.token());
    routes.before(
        request -> {
          String onwards = gate.pass(request);
          if (onwards != null) {
            request.redirect(onwards);
            request.skipRemainingHandlers();
          }
        });
  }

  private static void pages(RoutesConfig routes) {
    for (Page page : Page.values()) {
      routes.get(page.path(), request -> Answer.html(request, page));
    }
    Assets assets = new Assets();
    routes.get("/assets/<name>", request -> assets.serve(request, request.pathParam("name")));
  }

  private void faults(RoutesConfig routes) {
    routes.exception(Refusal.class, (e, request) -> say(request, e.status(), e.getMessage()));
    routes.exception(InputException.class, (e, request) -> say(request, 409, e.getMessage()));
    routes.exception(
        HttpResponseException.class, (e, request) -> say(request, e.getStatus(), e.getMessage()));
    routes.exception(Exception.class, this::unexpected);
    routes.error(
        404,
        request -> {
          if (request.result() == null || "Not Found".equals(request.result())) {
            say(request, 404, "there is no such page");
          }
        });
  }

  private void unexpected(Exception fault, Context request) {
    synchronized (err) {
      err.println("graft: while answering " + request.path() + ": " + fault);
      err.flush();
    }
    say(request, 500, "an unexpected fault; the terminal that Graft runs in says which");
  }

  private static void say(Context request, int status, @Nullable String message) {
    request.status(status);
    boolean page = !request.path().startsWith("/api/");
    if (page) {
      request.contentType("text/plain; charset=utf-8").result(message + "\n");
    } else {
      Answer.json(request, Json.object("error", message));
    }
  }

  /** Where it is found: the address to open, with the token if there is one. */
  public URI uri() {
    return address.uri(javalin.port());
  }

  /**
   * Runs the pinned study on this thread, and shows how it goes on.
   *
   * @param also is told about it too
   * @throws InterruptedException if it is stopped, from a page or otherwise
   */
  public StudyResult runPinned(StudyObserver also) throws InterruptedException {
    if (pinned == null) {
      throw new IllegalStateException("no study is pinned");
    }
    return runs.run(pinned.usable(), also);
  }

  /** Whether it has ended or is about to. */
  public boolean isClosed() {
    return closed.get();
  }

  /** Stops what runs, in order, and the server. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    try {
      runs.close(20_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    events.close();
    javalin.stop();
    errand.close();
    library.close();
  }
}
