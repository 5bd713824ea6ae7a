package graft.app.web;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What every request passes before anything else looks at it. It must be addressed to this server
 * by a name of this machine (a page elsewhere may have its own name point here: DNS rebinding),
 * bring the token if there is one, and, if it writes, come from one of our own pages and be JSON.
 */
final class Gate {
  private static final Set<String> READS = Set.of("GET", "HEAD");
  private static final String TOKEN = "token";

  private final Set<String> hosts;
  private final @Nullable String token;

  /**
   * A gate.
   *
   * @param hosts names and addresses that requests may be addressed to, in lower case
   * @param token that every request must bring; null if there is none
   */
  Gate(Set<String> hosts, @Nullable String token) {
    this.hosts = Set.copyOf(hosts);
    this.token = token;
  }

  /**
   * Lets a request pass.
   *
   * @return the place to go to instead, without the token; null to go on
   * @throws Refusal if it may not pass
   */
  @Nullable String pass(Context request) {
    headers(request);
    String host = host(request);
    String onwards = requireToken(request);
    if (!READS.contains(request.method().name())) {
      requireOwnPage(request, host);
      requireJson(request);
    } else if ("cross-site".equals(request.header("Sec-Fetch-Site"))
        && request.path().startsWith("/api/")) {
      throw new Refusal(403, "this address answers Graft's own pages only");
    }
    return onwards;
  }

  private static void headers(Context request) {
    request
        .header(
            "Content-Security-Policy",
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none';"
                + " frame-ancestors 'none'")
        .header("X-Content-Type-Options", "nosniff")
        .header("X-Frame-Options", "DENY")
        .header("Referrer-Policy", "no-referrer")
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .header("Cache-Control", "no-store");
  }

  /** The host that the request is addressed to, with its port. */
  private String host(Context request) {
    String host = request.header("Host");
    if (host == null || !hosts.contains(name(host)) || port(host) != request.req().getLocalPort()) {
      throw new Refusal(
          403, "this server is not called that: use the address that 'graft serve' printed");
    }
    return host;
  }

  private static String name(String host) {
    int colon = host.lastIndexOf(':');
    boolean withPort = colon > host.lastIndexOf(']');
    return (withPort ? host.substring(0, colon) : host).toLowerCase(Locale.ROOT);
  }

  private static int port(String host) {
    int colon = host.lastIndexOf(':');
    String digits = colon > host.lastIndexOf(']') ? host.substring(colon + 1) : "80";
    return digits.matches("[0-9]{1,5}") ? Integer.parseInt(digits) : -1;
  }

  private @Nullable String requireToken(Context request) {
    if (token == null) {
      return null;
    }
    String cookie = cookie(request);
    if (matches(request.cookie(cookie))) {
      return null;
    }
    if (request.method().name().equals("GET") && matches(request.queryParam(TOKEN))) {
      request.header("Set-Cookie", cookie + "=" + token + "; Path=/; HttpOnly; SameSite=Strict");
      return request.path();
    }
    throw new Refusal(
        401, "open the whole address that 'graft serve' printed, with its token, once");
  }

  /** Cookies know no ports, so the name has it: two servers on one machine keep theirs apart. */
  private static String cookie(Context request) {
    return "graft-" + request.req().getLocalPort();
  }

  private boolean matches(@Nullable String given) {
    return token != null
        && given != null
        && MessageDigest.isEqual(
            given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }

  private static void requireOwnPage(Context request, String host) {
    if (!request.method().name().equals("POST")) {
      throw new Refusal(405, "only GET and POST are understood");
    }
    String site = request.header("Sec-Fetch-Site");
    String origin = request.header("Origin");
    boolean same = site == null || site.equals("same-origin");
    boolean ours = origin == null ? site != null : origin.equalsIgnoreCase("http://" + host);
    if (!same || !ours) {
      throw new Refusal(403, "changes are taken from Graft's own pages only");
    }
  }

  private static void requireJson(Context request) {
    String type = String.valueOf(request.contentType()).toLowerCase(Locale.ROOT);
    if (!type.matches("application/json(;\\s*charset=utf-8)?")) {
      throw new Refusal(415, "a change must be application/json, not " + type);
    }
  }
}
