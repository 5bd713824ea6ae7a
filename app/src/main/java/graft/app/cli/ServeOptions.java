package graft.app.cli;

import graft.app.web.Address;
import graft.app.web.WebServer;
import graft.engine.Engines;
import graft.study.InputException;
import graft.study.Store;
import java.awt.Desktop;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the page is, and whether a browser is to show it. */
final class ServeOptions {
  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port of the page (default: " + WebServer.DEFAULT_PORT + "; 0: any free one).")
  private int port = WebServer.DEFAULT_PORT;

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description =
          "Let other machines reach the page, at this name or address of this one. Whoever opens it"
              + " needs the token in the address that is printed.")
  private @Nullable String host;

  @Option(names = "--no-open", description = "Do not open a browser.")
  private boolean closed;

  @Option(
      names = "--studies",
      paramLabel = "DIR",
      defaultValue = "studies",
      description = "Folder of the studies that the page lists (default: ./${DEFAULT-VALUE}).")
  private Path studies;

  /**
   * Starts the server and says where the page is; opens it where that can be done. When the process
   * ends, it ends in order.
   *
   * @param pinned see {@link WebServer#start}
   */
  WebServer start(
      String engine,
      int threads,
      Runners runners,
      Store store,
      WebServer.@Nullable Pinned pinned,
      PrintWriter err) {
    WebServer.Content content =
        new WebServer.Content(
            studies,
            store,
            Engines.create(engine).arithmetic(),
            new CheckedRunner(runners.create(engine, threads), engine));
    WebServer server = WebServer.start(content, address(), pinned, err);
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "graft-serve-end"));
    announce(server, err);
    return server;
  }

  private Address address() {
    if (port < 0 || port > 65_535) {
      throw new InputException("--port must be from 0 to 65535, not " + port);
    }
    return host == null ? Address.loopback(port) : Address.open(host, port);
  }

  private void announce(WebServer server, PrintWriter err) {
    err.println("The page is " + server.uri() + "  (Ctrl-C ends it)");
    err.flush();
    if (!closed && !GraphicsEnvironment.isHeadless() && Desktop.isDesktopSupported()) {
      open(server.uri(), err);
    }
  }

  private static void open(URI page, PrintWriter err) {
    try {
      Desktop.getDesktop().browse(page);
    } catch (IOException | UnsupportedOperationException e) {
      err.println("no browser could be opened (" + e.getMessage() + "): open the address yourself");
    }
  }
}
