"""Holds an HTML file to the standard's own grammar, and to what a page in one file promises."""

import sys
import xml.etree.ElementTree as tree

import html5lib

path = sys.argv[1]
with open(path, "rb") as file:
    data = file.read()
parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
page = parser.parse(data, transport_encoding="utf-8")

assert page.get("lang"), "no language"
assert (page.findtext("head/title") or "").strip(), "no title"
assert page.find("body//h1") is not None, "no heading"
for element in page.iter():
    for name in ("src", "href", "{http://www.w3.org/1999/xlink}href"):
        value = element.get(name, "") if isinstance(element.tag, str) else ""
        assert not value or value.startswith("#"), f"{element.tag} takes {value} from elsewhere"
assert "script" not in {element.tag for element in page.iter()}, "a script"
ids = [element.get("id") for element in page.iter() if isinstance(element.tag, str) and element.get("id")]
assert len(ids) == len(set(ids)), "an id stands twice"
charts = [element for element in page.iter() if isinstance(element.tag, str) and element.tag.endswith("svg")]
for chart in charts:
    told = chart.get("aria-label") or chart.get("aria-labelledby") or chart.get("aria-hidden") == "true"
    assert told, f"a chart without words: {tree.tostring(chart)[:200]!r}"
print(f"{path.rsplit('/', 1)[-1]}: {len(data)} bytes, {len(charts)} charts")
