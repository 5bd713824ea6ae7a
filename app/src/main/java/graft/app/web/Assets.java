package graft.app.web;

import graft.app.report.chart.Palette;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The files of the pages, from our own jar. A name is letters, digits and hyphens, so that it
 * cannot lead anywhere else.
 */
final class Assets {
  private static final Pattern NAME =
      Pattern.compile("(?:[a-z0-9-]+/)?[a-z0-9-]+\\.(?<kind>css|js|svg)");

  private static final Map<String, String> TYPES =
      Map.of(
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");

  /** Files of libraries, by the name that pages use. */
  private static final Map<String, String> LIBRARIES =
      Map.of(
          "lib/uplot.js", "/META-INF/resources/webjars/uplot/1.6.30/dist/uPlot.esm.js",
          "lib/uplot.css", "/META-INF/resources/webjars/uplot/1.6.30/dist/uPlot.min.css");

  private final Map<String, Asset> known = new ConcurrentHashMap<>();

  /** A file's bytes and a name for just these bytes. */
  private static final class Asset {
    private final byte[] bytes;
    private final String tag;

    private Asset(byte[] bytes, String tag) {
      this.bytes = bytes;
      this.tag = tag;
    }

    static Asset of(byte[] bytes) {
      CRC32 sum = new CRC32();
      sum.update(bytes);
      String tag = HexFormat.of().toHexDigits(sum.getValue(), 8);
      return new Asset(bytes, "\"" + tag + "-" + bytes.length + "\"");
    }
  }

  /** Answers with the file of that name, or says that it has not changed. */
  void serve(Context request, String name) {
    Matcher matcher = NAME.matcher(name);
    Asset asset = matcher.matches() ? asset(name) : null;
    if (asset == null) {
      throw Refusal.notFound("there is no file of that name");
    }
    request.header("Cache-Control", "no-cache").header("ETag", asset.tag);
    if (asset.tag.equals(request.header("If-None-Match"))) {
      request.status(304);
    } else {
      request.contentType(TYPES.getOrDefault(matcher.group("kind"), "")).result(asset.bytes);
    }
  }

  private @Nullable Asset asset(String name) {
    Asset asset = known.get(name);
    if (asset == null) {
      byte[] bytes = read(name);
      asset = bytes == null ? null : Asset.of(bytes);
      if (asset != null) {
        known.put(name, asset);
      }
    }
    return asset;
  }

  private static byte @Nullable [] read(String name) {
    if (name.equals("palette.css")) {
      return Palette.variables().getBytes(StandardCharsets.UTF_8);
    }
    try (InputStream in =
        Assets.class.getResourceAsStream(LIBRARIES.getOrDefault(name, "/graft/app/web/" + name))) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
