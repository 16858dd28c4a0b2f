#!/usr/bin/env python3
"""Opens report pages in headless Chromium and checks that they are whole and alone.

    check_page.py PAGE...

Every picture must be loaded, at the size that the page states, nothing may be fetched, and the page may not be wider than
the window of a desktop (1200) or a phone (400 pixels). What the page's own content policy would stop is not hidden: a copy
without the policy, with a script that reports, is opened. Needs Chromium, nothing else. Exit code 1 where a page fails.
"""
import html
import json
import pathlib
import re
import subprocess
import sys
import tempfile

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
PROBE = """<script>
addEventListener("load", () => {
  const wide = document.documentElement.scrollWidth, window_ = innerWidth;
  const broken = [...document.images].filter(i => !i.complete || !i.naturalWidth || i.naturalWidth != i.getAttribute("width"));
  const fetched = performance.getEntriesByType("resource").map(e => e.name).filter(n => !n.startsWith("data:"));
  const found = {images: document.images.length, broken: broken.map(i => i.alt), fetched, wide, window: window_};
  parent.postMessage(JSON.stringify(found), "*");
});
</script></body>"""
# A frame has any width, a window of Chromium at least 500.
FRAME = """<!DOCTYPE html><pre></pre><script>
addEventListener("message", event => document.querySelector("pre").textContent = event.data);
</script><iframe style="border: 0; width: %dpx; height: 2000px" src="probe.html"></iframe>"""


def chromium(folder, width, *arguments):
    flags = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --hide-scrollbars --disable-background-networking"
    command = ["chromium", *flags.split(), "--disable-component-update", "--disable-sync", f"--user-data-dir={folder}/profile"]
    return subprocess.run([*command, f"--window-size={width},2000", *arguments], capture_output=True, text=True, timeout=120)


def check(page, folder):
    text = page.read_text(encoding="utf-8")
    errors = [] if POLICY.search(text) else ["it has no content policy"]
    probe = folder / "probe.html"
    probe.write_text(POLICY.sub("", text).replace("</body>", PROBE), encoding="utf-8")
    for width in (1200, 400):
        (folder / "frame.html").write_text(FRAME % width, encoding="utf-8")
        dumped = chromium(folder, width, "--virtual-time-budget=10000", "--dump-dom", (folder / "frame.html").as_uri())
        report = re.search(r"<pre>(.+?)</pre>", dumped.stdout, re.DOTALL)
        if not report:
            return errors + [f"Chromium did not load it: {dumped.stderr[-500:]}"]
        found = json.loads(html.unescape(report.group(1)))
        errors += [f"the picture '{alt}' is not loaded" for alt in found["broken"]]
        errors += [f"it fetches {name}" for name in found["fetched"]]
        if found["wide"] > found["window"]:
            errors.append(f"it is {found['wide']} pixels wide in a window of {found['window']}")
    shot = folder / "page.png"
    chromium(folder, 1200, f"--screenshot={shot}", page.resolve().as_uri())
    if not shot.exists() or shot.stat().st_size < 5000:
        errors.append("its own screenshot is missing or empty")
    if not found["images"]:
        errors.append("it shows no picture")
    print(f"{'BAD' if errors else 'ok '} {page}: {found['images']} pictures" + "".join(f"; {e}" for e in errors))
    return errors


with tempfile.TemporaryDirectory() as scratch:
    results = [check(pathlib.Path(name), pathlib.Path(scratch)) for name in sys.argv[1:]]
sys.exit(any(results) or not results)
