package graft.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import graft.study.LocalRunner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks over real HTTP: each must be refused, and nothing may come to pass. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SafetyTest {
  private static final String START = "/api/studies/small/start";

  private Path folder;
  private Fixture web;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    this.folder = folder;
    web = new Fixture(folder);
  }

  @AfterAll
  void stop() {
    web.close();
  }

  /** Sends just these bytes, as java.net.http does not let one choose every header. */
  private String raw(String method, String path, String... headers) throws IOException {
    return sent("", method, path, headers);
  }

  private String sent(String body, String method, String path, String... headers)
      throws IOException {
    String head =
        method
            + " "
            + path
            + " HTTP/1.1\r\nConnection: close\r\n"
            + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n")
            + (body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n")
            + "\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), web.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write((head + body).getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String host() {
    return "Host: 127.0.0.1:" + web.port();
  }

  private static String statusOf(String answer) {
    return answer.lines().findFirst().orElse("").replaceAll("HTTP/1.1 (\\d+).*", "$1");
  }

  @Test
  void anotherSitesNameThatPointsHereIsRefused() throws IOException {
    for (String name :
        List.of(
            "evil.example:" + web.port(),
            "evil.example",
            "127.0.0.1.evil.example:" + web.port(),
            "localhost.evil.example:" + web.port(),
            "127.0.0.1:1",
            "127.0.0.1@evil.example:" + web.port(),
            "169.254.169.254:" + web.port())) {
      String answer = raw("GET", "/api/studies", "Host: " + name);
      assertThat(statusOf(answer)).as(name).isIn("403", "400");
      assertThat(answer).doesNotContain("small");
    }
    assertThat(statusOf(raw("GET", "/api/studies"))).isEqualTo("400");
    assertThat(statusOf(raw("GET", "/api/studies", host()))).isEqualTo("200");
    String local = "Host: LocalHost:" + web.port();
    assertThat(statusOf(raw("GET", "/api/studies", local))).isEqualTo("200");
  }

  @Test
  void writesOfOtherSitesAreRefused() throws IOException {
    String json = "Content-Type: application/json";
    for (String from :
        List.of(
            "Origin: http://evil.example",
            "Origin: null",
            "Origin: https://127.0.0.1:" + web.port(),
            "Origin: http://127.0.0.1:1",
            "Sec-Fetch-Site: cross-site",
            "Sec-Fetch-Site: same-site",
            "Sec-Fetch-Site: none",
            "X-Nothing: at all")) {
      String answer = sent("{}", "POST", START, host(), json, from);
      assertThat(statusOf(answer)).as(from).isEqualTo("403");
    }
    String both = "Origin: http://evil.example\r\nSec-Fetch-Site: same-origin";
    assertThat(statusOf(sent("{}", "POST", START, host(), json, both))).isEqualTo("403");
    assertThat(Files.exists(web.store().root().resolve("work"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data"})
  void writesOfFormsAreRefused(String type) throws IOException {
    String answer =
        sent(
            "{}",
            "POST",
            START,
            host(),
            "Content-Type: " + type,
            "Origin: http://127.0.0.1:" + web.port());
    assertThat(statusOf(answer)).isEqualTo("415");
    assertThat(Files.exists(web.store().root().resolve("work"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "QUERY"})
  void otherMethodsAreRefused(String method) throws IOException {
    String answer =
        sent(
            "{}",
            method,
            START,
            host(),
            "Content-Type: application/json",
            "Sec-Fetch-Site: same-origin");
    assertThat(statusOf(answer)).startsWith("4");
  }

  @Test
  void readsOfOtherSitesAreRefused() throws IOException {
    String answer = raw("GET", "/api/studies", host(), "Sec-Fetch-Site: cross-site");
    assertThat(statusOf(answer)).isEqualTo("403");
    assertThat(raw("GET", "/api/studies", host(), "Origin: http://evil.example"))
        .doesNotContainIgnoringCase("Access-Control-Allow");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/studies/..%2Fsecret",
        "/api/studies/..%2f..%2fsecret/table",
        "/api/studies/%2e%2e%2fsecret",
        "/api/studies/..%5Csecret",
        "/api/studies/secret",
        "/api/studies/hidden",
        "/api/studies/not%20a%20study",
        "/api/studies/small.yaml",
        "/api/studies/small%00",
        "/api/studies/small'%20OR%20'1'='1/table",
        "/api/studies/small/files/..%2F..%2Fsecret.yaml",
        "/api/studies/small/files/%2Fetc%2Fpasswd",
        "/api/studies/small/figures/..%2Ftable.csv",
        "/api/studies/small/table?metric=accuracy'%3B%20DROP%20TABLE%20x--",
        "/api/studies/small/curves?task=..%2F..%2Fsecret",
        "/api/studies/small/trials?page=-1",
        "/api/studies/small/trials?page=99999999999999999999",
        "/api/compare?a=small&b=..%2Fsecret",
        "/api/compare",
        "/api/results/..%2F..%2Fsecret",
        "/api/results/0123456789abcdef012z",
        "/api/results/0123456789abcdef0123",
        "/api/results/0123456789abcdef0123/weights.safetensors",
        "/api/results/..%2F..%2F..%2Fetc%2Fpasswd/tensors",
        "/api/playground/models/..%2F..%2Fsecret",
        "/api/playground/models/0123456789abcdef0123",
        "/api/playground/reading?model=..%2F..%2Fsecret",
        "/api/playground/reading",
        "/assets/playground/..%2F..%2FPage.class",
        "/assets/..%2F..%2F..%2Flogging.properties",
        "/assets/../Page.class",
        "/assets/pages/%2e%2e/shell.html",
        "/assets/shell.html",
        "/assets/lib/uplot.js.map",
        "/assets//etc/passwd",
        "/api/procedures/..%2F..%2Fsecret",
        "/api/procedures/%2Fetc%2Fpasswd",
        "/api/procedures/identity?draw=NaN",
        "/api/procedures/identity?draw=1&draw=2&length=1&length=2",
        "/api/procedures/graft.procedure.rule.Identity",
        "/api/surgery/secret",
        "/api/surgery/..%2F..%2Fsecret",
        "/procedures/identity/..%2F..%2Fsecret",
        "/surgery/secret",
        "/nothing",
        "/api/nothing",
        "/study/small/../../secret",
        "/%"
      })
  void noPathLeadsOut(String path) throws IOException {
    String answer = raw("GET", path, host());
    assertThat(statusOf(answer)).startsWith("4");
    assertThat(answer)
        .doesNotContain("study: secret", "root:", "Exception", "\tat ", "java.")
        .doesNotContainIgnoringCase("jetty");
    assertThat(web.err()).isEmpty();
  }

  @Test
  void bodiesThatAreTooLongOrNoObjectsAreRefused() throws Exception {
    String much = "{\"x\":\"" + "y".repeat(200_000) + "\"}";
    assertThat(web.post(START, much).statusCode()).isEqualTo(413);
    for (String wrong : List.of("", "[]", "{", "null", "7", "{\"quick\":true}", "{\"a\":{}}")) {
      HttpResponse<String> answer = web.post(START, wrong);
      assertThat(answer.statusCode()).as(wrong).isEqualTo(400);
      assertThat(answer.body()).startsWith("{\"error\":").doesNotContain("graft.", "com.fasterxml");
    }
    String chunked =
        "POST "
            + START
            + " HTTP/1.1\r\n"
            + host()
            + "\r\nContent-Type: application/json\r\nSec-Fetch-Site: same-origin\r\n"
            + "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n20000\r\n"
            + "[".repeat(0x20000)
            + "\r\n0\r\n\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), web.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(chunked.getBytes(StandardCharsets.ISO_8859_1));
      byte[] answer = socket.getInputStream().readNBytes(12);
      assertThat(new String(answer, StandardCharsets.UTF_8)).isEqualTo("HTTP/1.1 413");
    }
    assertThat(Files.exists(web.store().root().resolve("work"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"compose", "evaluate", "save"})
  void theSurgeryTableTakesNothingFromElsewhere(String action) throws Exception {
    String path = "/api/surgery/" + action;
    String json = "Content-Type: application/json";
    for (String from : List.of("Origin: http://evil.example", "Sec-Fetch-Site: cross-site")) {
      assertThat(statusOf(sent("{}", "POST", path, host(), json, from))).isEqualTo("403");
    }
    String own = "Sec-Fetch-Site: same-origin";
    assertThat(statusOf(sent("{}", "POST", path, host(), "Content-Type: text/plain", own)))
        .isEqualTo("415");
    assertThat(web.post(path, "{\"x\":\"" + "y".repeat(200_000) + "\"}").statusCode())
        .isEqualTo(413);
    for (String wrong :
        List.of("", "[]", "{", "null", "{\"gifts\":NaN}", "{\"gifts\":{}}", "{\"path\":\"x\"}")) {
      HttpResponse<String> answer = web.post(path, wrong);
      assertThat(answer.statusCode()).as(wrong).isEqualTo(400);
      assertThat(answer.body()).startsWith("{\"error\":").doesNotContain("graft.", "com.fasterxml");
    }
    assertThat(web.studies().toFile().list()).noneMatch(name -> name.contains("draft"));
    assertThat(Files.exists(web.store().root().resolve("work"))).isFalse();
  }

  @Test
  void longHeadersAndAddressesAreRefused() throws IOException {
    String name = "x".repeat(20_000);
    assertThat(statusOf(raw("GET", "/" + name, host()))).startsWith("4");
    assertThat(statusOf(raw("GET", "/", host(), "X-Much: " + name))).startsWith("4");
  }

  @Test
  void everyAnswerForbidsWhatPagesDoNotNeed() throws Exception {
    for (String path : List.of("/", "/api/studies", "/assets/graft.css", "/nothing", "/study/x")) {
      HttpResponse<String> answer = web.get(path);
      assertThat(answer.headers().firstValue("Content-Security-Policy"))
          .as(path)
          .hasValueSatisfying(
              policy ->
                  assertThat(policy)
                      .contains("default-src 'self'", "frame-ancestors 'none'")
                      .doesNotContain("unsafe", "*", "http"));
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(answer.headers().firstValue("X-Frame-Options")).hasValue("DENY");
      assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
      assertThat(answer.headers().firstValue("Server")).isEmpty();
    }
  }

  @Test
  void pagesHaveNoScriptOrStyleInside() throws Exception {
    for (String path :
        List.of(
            "/",
            "/study/small",
            "/result/0",
            "/compare",
            "/playground",
            "/surgery",
            "/procedures",
            "/procedures/x")) {
      assertThat(web.get(path).body())
          .doesNotContainPattern("<script(?![^>]* src=)")
          .doesNotContainPattern("<style|\\sstyle=|\\son[a-z]+=|https?://(?!www.w3.org)");
    }
  }

  @Test
  void onlyThisMachineIsListenedTo() throws Exception {
    assertThat(web.uri().getHost()).isEqualTo("127.0.0.1");
    InetAddress own = InetAddress.getLocalHost();
    if (!own.isLoopbackAddress()) {
      assertThat(
              org.assertj.core.api.Assertions.catchThrowable(
                  () -> new Socket(own, web.port()).close()))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void aHostThatIsGivenWantsTheToken() throws Exception {
    try (Fixture open = new Fixture(Files.createDirectory(folder.resolve("open")))) {
      open.restart(Address.open("localhost", 0), new LocalRunner("vector", 1));
      String base = "http://localhost:" + open.port();
      String token = open.uri().getQuery().replace("token=", "");
      assertThat(token).hasSizeGreaterThanOrEqualTo(32);
      for (String path :
          List.of(
              "/",
              "/assets/graft.css",
              "/api/studies",
              "/api/events",
              "/?token=",
              "/?token=wrong",
              "/?token=" + token.substring(1),
              "/nothing")) {
        assertThat(plain(base + path, "").statusCode()).as(path).isEqualTo(401);
      }
      HttpResponse<String> first = plain(base + "/?token=" + token, "");
      assertThat(first.statusCode()).isEqualTo(302);
      assertThat(first.headers().firstValue("Location").orElseThrow()).doesNotContain(token);
      String cookie = first.headers().firstValue("Set-Cookie").orElseThrow();
      assertThat(cookie).contains("HttpOnly", "SameSite=Strict", "Path=/");
      String kept = cookie.substring(0, cookie.indexOf(';'));
      assertThat(plain(base + "/api/studies", kept).statusCode()).isEqualTo(200);
      assertThat(plain(base + "/api/studies", kept + "x").statusCode()).isEqualTo(401);
      HttpResponse<String> write =
          Fixture.send(
              HttpRequest.newBuilder(open.uri().resolve(START + "?token=" + token))
                  .header("Content-Type", "application/json")
                  .header("Sec-Fetch-Site", "same-origin")
                  .POST(HttpRequest.BodyPublishers.ofString("{}")));
      assertThat(write.statusCode()).isEqualTo(401);
    }
  }

  private static HttpResponse<String> plain(String address, String cookie) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(java.net.URI.create(address));
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    return Fixture.send(request);
  }
}
