#!/usr/bin/env python3
"""look.py SITE [PICTURES] | --self-test: a headless Chromium opens the pages of the site (docs/build.sh), as wide as a desk and a phone.

No page is wider than its window; each has a title, a heading, its pictures and a way to the others; the search finds what a
reader would look for. With PICTURES, a folder, some pages are kept there as they look. --self-test shows that faults are found.
"""

import functools
import http.server
import json
import pathlib
import queue
import subprocess
import sys
import tempfile
import threading

SIZES = {"desk": (1280, 900), "phone": (390, 844)}
SEARCHES = {"for_user": "for_user", "borrowed": "borrowed", "Prefer": "async"}  # what is typed, and what some result has
CHROMIUM = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--hide-scrollbars"]

# Runs in the browser: one frame a page, one after the other.
SCRIPT = """
const frame = document.querySelector('iframe');
const open = (url) => new Promise((done) => { frame.onload = () => setTimeout(done, 50); frame.src = url; });
const shown = (element) => element !== null && element.getClientRects().length > 0;
const found = [];
(async () => {
  for (const [size, [width, height]] of Object.entries(SIZES)) {
    frame.style.width = width + 'px';
    frame.style.height = height + 'px';
    for (const url of PAGES) {
      await open(url);
      const page = frame.contentDocument;
      const wrong = (what) => found.push(`${url} at the width of a ${size}: ${what}`);
      const root = page.scrollingElement;
      if (root.scrollWidth > width) wrong(`${root.scrollWidth} pixels wide, where the window has ${width}`);
      if (page.title.trim() === '') wrong('no title');
      if (!shown(page.querySelector('h1, .headertitle'))) wrong('no heading');
      const others = size === 'phone' ? 'label[for=__drawer], #main-menu, #main-menu-state + *' : '.md-nav--primary, #main-menu, #nav-tree';
      if (!shown(page.querySelector(others)))
        wrong('no way to the other pages');
      for (const image of page.images) {
        if (!image.complete) await new Promise((done) => { image.onload = image.onerror = done; });
        if (shown(image) && image.naturalWidth === 0) wrong(`no picture ${image.src}`);
      }
    }
  }
  for (const [typed, wanted] of Object.entries(SEARCHES)) {
    await open('/index.html');
    const page = frame.contentDocument;
    const field = page.querySelector('input[data-md-component=search-query]');
    let text = '';
    for (let i = 0; i < TRIES && !text.includes(wanted); ++i) {
      // Typed again until there is an answer, as the page's script may not be there yet; by turns without its last letter, since the
      // script takes no notice of a text that has not changed.
      if (i % 25 === 0) {
        field.focus();
        field.value = i % 50 === 0 ? typed : typed.slice(0, -1);
        field.dispatchEvent(new frame.contentWindow.Event('input', { bubbles: true }));
        field.dispatchEvent(new frame.contentWindow.KeyboardEvent('keyup', { bubbles: true }));
      }
      await new Promise((done) => setTimeout(done, 100));
      text = [...page.querySelectorAll('.md-search-result__item')].map((each) => each.textContent).join(' ');
    }
    if (!text.includes(wanted)) found.push(`the search for ${typed} does not find ${wanted}`);
  }
})().catch((error) => found.push(String(error))).finally(() => {
  fetch('/result', { method: 'POST', body: JSON.stringify({ found, looked: PAGES.length * Object.keys(SIZES).length }) });
});
"""


class Handler(http.server.SimpleHTTPRequestHandler):
    """The site, and beside it the page that looks at it and where that says what it found."""

    wrapper = b""
    results = queue.Queue()

    def do_POST(self):
        Handler.results.put(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(204)
        self.end_headers()

    def do_GET(self):
        if self.path != "/look.html":
            return super().do_GET()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(self.wrapper)

    def handle(self):
        try:
            super().handle()
        except ConnectionError:
            pass  # the browser was closed

    def log_message(self, *_):
        pass


def pages_of(site):
    """All pages of docs/, and of the reference those that are not of one entity, with one of each kind that is."""
    pages = [p.relative_to(site) for p in sorted(site.rglob("*.html"))]
    pages = [p for p in pages if p.parts[0] not in ("entities", "source")]
    entities = site / "entities"
    for pattern in ("index.html", "pages.html", "annotated.html", "topics.html", "struct*.html", "class*.html", "namespace*.html"):
        pages += [p.relative_to(site) for p in sorted(entities.glob(pattern))[:1]]
    return ["/" + p.as_posix() for p in pages if p.name != "404.html"]


def self_test():
    """A site of one page with each fault: all are found."""
    with tempfile.TemporaryDirectory() as folder:
        site = pathlib.Path(folder)
        (site / "index.html").write_text(
            "<!doctype html><title> </title><p style='width:2000px'>wide</p><img src='none.png' width=9 height=9>"
            "<input data-md-component=search-query>")
        found = "\n".join(look(site, pages_of(site), tries=30)["found"])
    for each in ("of a desk: 20", "of a phone: 20", "no title", "no heading", "no way to the other pages", "no picture",
                 "the search for borrowed does not find borrowed"):
        if each not in found:
            sys.exit(f"not found: {each}, in\n{found}")
    print("what is wrong with a page is found")


def look(site, pages, pictures=None, tries=1800):
    """What is wrong with these pages. A search has that many tenths of a second: three minutes, as the machine may be busy."""
    script = SCRIPT
    for name, value in (("SIZES", SIZES), ("PAGES", pages), ("SEARCHES", SEARCHES), ("TRIES", tries)):
        script = f"const {name} = {json.dumps(value)};\n" + script
    Handler.wrapper = f"<!doctype html><title>look</title><iframe></iframe><script>{script}</script>".encode()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    at = f"http://127.0.0.1:{server.server_port}"
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [*CHROMIUM, f"--user-data-dir={profile}"]
        browser = subprocess.Popen([*command, "--remote-debugging-port=0", f"{at}/look.html"],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            result = json.loads(Handler.results.get(timeout=900))
        except queue.Empty:
            sys.exit("the browser has not looked at all pages in a quarter of an hour")
        finally:
            browser.kill()
            browser.wait()
        if pictures:
            pictures.mkdir(parents=True, exist_ok=True)
            for size, (width, height) in SIZES.items():
                for page in ("/index.html", "/explanation/performance.html", "/entities/index.html"):
                    name = page.strip("/").replace("/", "-").removesuffix(".html") + f"-{size}.png"
                    subprocess.run([*command, f"--window-size={width},{height}", f"--screenshot={pictures / name}", at + page], capture_output=True, timeout=60, check=True)
    server.shutdown()
    return result


def main():
    if sys.argv[1:] == ["--self-test"]:
        return self_test()
    site = pathlib.Path(sys.argv[1]).resolve()
    pages = pages_of(site)
    result = look(site, pages, pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None)
    for each in result["found"]:
        print(each)
    print(f"looked {result['looked']} times at {len(pages)} pages, {len(result['found'])} faults")
    sys.exit(1 if result["found"] or not result["looked"] else 0)


if __name__ == "__main__":
    main()
