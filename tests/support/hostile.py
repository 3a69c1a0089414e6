"""Files made to hurt whoever reads them, each built from nothing: bombs, loops, lies about sizes, endless nesting."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Callable
from xml.sax.saxutils import escape

TRUE = "Mayor Ada Roth said on Monday that the mill would open in May, and that nobody had asked her before."
"""The sentence that stands in each file from which an article is to come."""

_MORE = "The council met in the old school by the river, and the talks with the owners of the mill went on until night."
ARTICLE = f"<p>{TRUE}</p><p>{_MORE}</p><p>“We are in no hurry,” she told the reporters who had waited outside.</p>"


def page(body: str = "", head: str = "", doctype: str = "<!DOCTYPE html>") -> bytes:
    """A page with an article, and something beside it."""
    return f"{doctype}<html><head><title>Mill</title>{head}</head><body>{ARTICLE}{body}</body></html>".encode()


_LOL = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
ENTITIES = f'<!DOCTYPE html [<!ENTITY l0 "lol">{_LOL}<!ENTITY out SYSTEM "file:///etc/passwd">'
ENTITIES += '<!ENTITY % more SYSTEM "http://127.0.0.1:9/x.dtd">%more;]>'

PAGES: dict[str, Callable[[], bytes]] = {
    "scripts": lambda: page("<script>document.write('hacked')</script><p onclick='hacked()'>And so on.</p>"),
    "entities": lambda: page("<p>&l9; &out;</p>", doctype=f"<?xml version='1.0'?>{ENTITIES}"),
    "references": lambda: page(
        "<img src='http://127.0.0.1:9/a.png'><iframe src='file:///etc/passwd'></iframe>"
        "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='file:///etc/passwd' parse='text'/>",
        "<link rel='stylesheet' href='http://127.0.0.1:9/a.css'><base href='http://127.0.0.1:9/'>"
        "<meta http-equiv='refresh' content='0;url=http://127.0.0.1:9/'>",
        '<!DOCTYPE html SYSTEM "http://127.0.0.1:9/x.dtd">',
    ),
    "deep": lambda: page("<div>" * 10_000 + "deep" + "</div>" * 10_000),
    "deep inline": lambda: page("<p>" + "<b>" * 10_000 + "deep" + "</b>" * 10_000 + "</p>"),
    "deep lists": lambda: page("<ul><li>" * 10_000 + "deep"),
    "deep tables": lambda: page("<table><tr><td>" * 3_000 + "deep"),
    "deep quotes": lambda: page("<blockquote>" * 10_000 + "deep"),
    "unclosed": lambda: page("<p>word " * 2_000),
    "attribute": lambda: page(f"<p title='{'x' * 5_000_000}'>And so on.</p>"),
    "attributes": lambda: page(f"<p {' '.join(f'a{n}=1' for n in range(100_000))}>And so on.</p>"),
    "comment": lambda: page("<!--" + "-" * 3_000_000),
    "characters": lambda: page("<p>&#0; &#55296; &#x110000; &#99999999999999999; &#x1b;[31m &#27;</p>"),
    "brackets": lambda: page("<" * 300_000),
    "doctypes": lambda: page("<!DOCTYPE " * 100_000),
    "links": lambda: page("<p>" + "<a href='http://127.0.0.1:9/'>x</a>" * 3_000 + "</p>"),
    "lines": lambda: page("<br>" * 8_000),
    "cdata": lambda: page("<![CDATA[" * 50_000),
    "json-ld": lambda: page(head='<script type="application/ld+json">' + "[" * 100_000 + "</script>"),
    "json-ld objects": lambda: page(head='<script type="application/ld+json">' + '{"@graph":' * 50_000 + "</script>"),
    "metas": lambda: page(head="<meta name='author' content='A B'>" * 5_000),
    "dates": lambda: page("<time datetime='2012-01-01'>2012-01-01</time> 1/2/2012 " * 1_000),
    "title": lambda: page(head=f"<title>{'a ' * 500_000}</title><meta property='og:title' content='{'b' * 500_000}'>"),
}

# --- zip -------------------------------------------------------------------------------------------------------------

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="{{}}"{{}}/>'
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def document(body: str, doctype: str = "") -> str:
    """A Word document's main part."""
    return f'<?xml version="1.0"?>{doctype}<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'


def paragraph(text: str) -> str:
    """A paragraph of it; ``text`` is markup."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


_BODY = paragraph(escape(TRUE))


def docx(main: str | None = None, target: str = "word/document.xml", mode: str = "", **more: str | bytes) -> bytes:
    """A Word document with these members besides; ``__`` in a name stands for ``/``, ``more`` may replace."""
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS.format(_MAIN.format(target, mode)),
        "word/document.xml": document(_BODY) if main is None else main,
        **{name.replace("__", "/"): content for name, content in more.items()},
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def lying(data: bytes, name: bytes, size: int) -> bytes:
    """A zip archive whose directory says that this member unpacks to so many bytes."""
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(name))
    return data[: at + 24] + size.to_bytes(4, "little") + data[at + 28 :]


def _bomb_part() -> str:
    return document(_BODY + paragraph("a" * 40_000_000))


def external(kind: str, target: str) -> str:
    """The main part's relations: one to the outside."""
    return _RELATIONS.format(
        f'<Relationship Id="r9" Type="{_OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'
        f'<Relationship Id="r8" Type="{_OFFICE}/{kind}" Target="../../../../etc/passwd"/>'
    )


_DOCX_LOL = f'<!DOCTYPE d [<!ENTITY l0 "lol">{_LOL}]>'
_DOCX_OUT = '<!DOCTYPE d [<!ENTITY out SYSTEM "file:///etc/passwd">]>'


def _many_members() -> bytes:
    return docx(**{f"word__x{n}.xml": "" for n in range(5_000)})


def _nested_zips() -> bytes:
    inner = b"0" * 5_000_000
    for _ in range(5):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for n in range(10):
                archive.writestr(f"{n}.zip", inner)
        inner = buffer.getvalue()
    return docx(**{"word__embeddings__a.zip": inner})


def _deep(element: str, times: int) -> str:
    return document(_BODY + f"<w:{element}>" * times + f"</w:{element}>" * times)


def _deep_tables(times: int) -> str:
    return document(_BODY + "<w:tbl><w:tr><w:tc>" * times + paragraph("deep") + "</w:tc></w:tr></w:tbl>" * times)


def _wide_span() -> str:
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr>' + paragraph("wide") + "</w:tc>"
    return document(_BODY + f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>")


DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "bomb": lambda: docx(_bomb_part()),
    "lying bomb": lambda: lying(docx(_bomb_part()), b"word/document.xml", 1000),
    "lying small": lambda: lying(docx(), b"word/document.xml", 10),
    "lying large": lambda: lying(docx(), b"word/document.xml", 4_000_000_000),
    "nested": _nested_zips,
    "members": _many_members,
    "entities": lambda: docx(document(_BODY + paragraph("&l9;"), _DOCX_LOL)),
    "outer entity": lambda: docx(document(_BODY + paragraph("&out;"), _DOCX_OUT)),
    "entities in types": lambda: docx(**{"[Content_Types].xml": _DOCX_LOL + _TYPES.replace("</T", "<a>&l9;</a></T")}),
    "external": lambda: docx(**{"word___rels__document.xml.rels": external("image", "http://127.0.0.1:9/a.png")}),
    "template": lambda: docx(**{"word___rels__document.xml.rels": external("attachedTemplate", "file:///etc/passwd")}),
    "outer document": lambda: docx(target="file:///etc/passwd", mode=' TargetMode="External"'),
    "paths": lambda: docx(**{"..__..__..__tmp__escaped": "x", "__etc__escaped": "x", "C:\\escaped": "x"}),
    "path to document": lambda: docx(target="../../../../../etc/passwd"),
    "loop of relations": lambda: docx(
        **{"word___rels__document.xml.rels": _RELATIONS.format(
            f'<Relationship Id="r1" Type="{_OFFICE}/x" Target="document.xml"/>'
            f'<Relationship Id="r2" Type="{_OFFICE}/y" Target="/word/document.xml"/>'
        )}
    ),
    "deep paragraphs": lambda: docx(_deep("p", 10_000)),
    "deep runs": lambda: docx(_deep("r", 200)),
    "deep tables": lambda: docx(_deep_tables(80)),
    "very deep tables": lambda: docx(_deep_tables(5_000)),
    "wide span": lambda: docx(_wide_span()),
    "empty members": lambda: docx(**{"[Content_Types].xml": "", "_rels__.rels": ""}),
    "double": lambda: docx().replace(b"[Content_Types].xml", b"word/document.xmlxx"),
}  # fmt: skip

# --- gzip ------------------------------------------------------------------------------------------------------------


def _zeros(size: int, fill: bytes = b"a") -> bytes:
    return gzip.compress(fill * size, 9)


def _gzip_nested() -> bytes:
    data = _zeros(40_000_000)
    return gzip.compress(gzip.compress(data))


PACKED: dict[str, Callable[[], bytes]] = {
    "bomb.txt.gz": lambda: _zeros(40_000_000),
    "bomb.jsonl.gz": lambda: gzip.compress(b'{"text": "' + b"a" * 40_000_000),
    "bomb.html.gz": lambda: gzip.compress(page("a" * 40_000_000)),
    "bomb.csv.gz": lambda: gzip.compress(b'text\n"' + b"a" * 40_000_000),
    "nested.txt.gz": _gzip_nested,
    "members.txt.gz": lambda: gzip.compress(b"") * 60_000,
    "full members.txt.gz": lambda: gzip.compress(b"a" * 100_000) * 4_000,
    "garbage.txt.gz": lambda: gzip.compress(TRUE.encode()) + b"garbage after the end",
    "zeros.txt.gz": lambda: gzip.compress(TRUE.encode()) + b"\0" * 5_000_000,
    "header.txt.gz": lambda: b"\x1f\x8b\x08\x08" + b"\0" * 6 + b"n" * 500_000,
}

# --- PDF -------------------------------------------------------------------------------------------------------------


def pdf(*objects: str | bytes, trailer: str = "", xref: bytes | None = None) -> bytes:
    """A PDF of these objects, numbered from 1, of which the first is the catalogue."""
    made, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        body = content.encode("latin-1") if isinstance(content, str) else content
        made += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(made)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    ending = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer.replace('START', str(start))} >>\n".encode()
    return made + (table + ending if xref is None else xref) + b"startxref\n%d\n%%%%EOF\n" % start


def stream(data: bytes, more: str = "") -> bytes:
    """A stream object."""
    return f"<< /Length {len(data)} {more} >>\nstream\n".encode() + data + b"\nendstream"


CATALOGUE = "<< /Type /Catalog /Pages 2 0 R >>"
PAGES_OF = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
FONTS = "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> {} >>"
PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] " + FONTS.format("") + " /Contents 4 0 R >>"
TEXT = f"BT /F1 12 Tf 50 700 Td ({TRUE}) Tj ET".encode()


def _deflated(size: int, times: int = 1) -> bytes:
    data = b" " * size
    for _ in range(times):
        data = zlib.compress(data, 9)
    return data


def _form_loop() -> bytes:
    resources = FONTS.format("/XObject << /X 5 0 R >>")
    form = stream(TEXT + b" /X Do /X Do", f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] {resources}")
    shown = PAGE.replace(FONTS.format(""), resources)
    return pdf(CATALOGUE, PAGES_OF, shown, stream(TEXT + b" /X Do /X Do"), form)


def _form_tree(levels: int = 11) -> bytes:
    """Each form shows the next one twice."""
    forms = []
    for n in range(levels):
        resources = FONTS.format(f"/XObject << /X {min(6 + n, levels + 4)} 0 R >>")
        shown = b" /X Do /X Do" if n < levels - 1 else b""
        forms.append(stream(TEXT + shown, f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] {resources}"))
    first = PAGE.replace(FONTS.format(""), FONTS.format("/XObject << /X 5 0 R >>"))
    return pdf(CATALOGUE, PAGES_OF, first, stream(b"/X Do"), *forms)


def _page_tree(levels: int = 30) -> bytes:
    """Each node names the next one twice."""
    nodes = [f"<< /Type /Pages /Kids [{n} 0 R {n} 0 R] /Count 2 >>" for n in range(3, levels + 3)]
    return pdf(CATALOGUE, *nodes, PAGE.replace("4 0 R", f"{levels + 3} 0 R"), stream(TEXT))


def _xref_stream(more: str) -> bytes:
    return pdf(CATALOGUE, PAGES_OF, PAGE, stream(TEXT), xref=b"9 0 obj\n" + stream(b"\0" * 70, more) + b"\nendobj\n")


def _object_stream_loop() -> bytes:
    """An object stream that lies in itself, as does the catalogue."""
    inside = stream(b"1 0 2 4 << /Type /Catalog /Pages 2 0 R >>", "/Type /ObjStm /N 2 /First 8 /Extends 2 0 R")
    head = b"%PDF-1.7\n2 0 obj\n" + inside + b"\nendobj\n"
    rows = b"".join([b"\0\0\0\0", b"\2\0\2\0", b"\2\0\2\1"])
    more = "/Type /XRef /Size 3 /W [1 2 1] /Root 1 0 R"
    return head + b"3 0 obj\n" + stream(rows, more) + b"\nendobj\nstartxref\n%d\n%%%%EOF" % len(head)


FILES: dict[str, Callable[[], bytes]] = {
    "sound": lambda: pdf(CATALOGUE, PAGES_OF, PAGE, stream(TEXT)),
    "tree in itself": lambda: pdf(CATALOGUE, "<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>", PAGE, stream(TEXT)),
    "page as its parent": lambda: pdf(
        CATALOGUE, PAGES_OF, PAGE.replace("/Parent 2", "/Parent 3").replace(FONTS.format(""), ""), stream(TEXT)
    ),
    "tree of powers": _page_tree,
    "many kids": lambda: pdf(CATALOGUE, f"<< /Type /Pages /Kids [{'3 0 R ' * 90_000}] /Count 9 >>", PAGE, stream(TEXT)),
    "forms in themselves": _form_loop,
    "forms of powers": _form_tree,
    "count": lambda: pdf(CATALOGUE, PAGES_OF.replace("/Count 1", "/Count 2147483647"), PAGE, stream(TEXT)),
    "no pages": lambda: pdf("<< /Type /Catalog /Pages 1 0 R >>", PAGES_OF, PAGE, stream(TEXT)),
    "prev loop": lambda: pdf(CATALOGUE, PAGES_OF, PAGE, stream(TEXT), trailer="/Prev START"),
    "prev nowhere": lambda: pdf(CATALOGUE, PAGES_OF, PAGE, stream(TEXT), trailer="/Prev 99999999999999"),
    "prev before": lambda: pdf(CATALOGUE, PAGES_OF, PAGE, stream(TEXT), trailer="/Prev -5"),
    "hybrid loop": lambda: pdf(CATALOGUE, PAGES_OF, PAGE, stream(TEXT), trailer="/XRefStm START"),
    "huge xref": lambda: _xref_stream("/Type /XRef /Size 2000000000 /W [1 2 1] /Index [0 2000000000] /Root 1 0 R"),
    "wide xref": lambda: _xref_stream("/Type /XRef /Size 5 /W [999999999 2 1] /Root 1 0 R"),
    "negative xref": lambda: _xref_stream("/Type /XRef /Size -1 /W [-1 -2 -1] /Root 1 0 R"),
    "object stream in itself": _object_stream_loop,
    "reference to itself": lambda: pdf(CATALOGUE, PAGES_OF, PAGE, "4 0 R"),
    "length in itself": lambda: pdf(
        CATALOGUE, PAGES_OF, PAGE, b"<< /Length 4 0 R >>\nstream\n" + TEXT + b"\nendstream"
    ),
    "deep arrays": lambda: pdf(CATALOGUE, PAGES_OF, PAGE, "[" * 100_000 + "]" * 100_000),
    "deep dictionaries": lambda: pdf(CATALOGUE + "<< /A " * 50_000, PAGES_OF, PAGE, stream(TEXT)),
    "deep content": lambda: pdf(CATALOGUE, PAGES_OF, PAGE, stream(TEXT + b"[" * 100_000)),
    "states": lambda: pdf(CATALOGUE, PAGES_OF, PAGE, stream(b"q " * 60_000 + TEXT)),
    "bomb": lambda: pdf(CATALOGUE, PAGES_OF, PAGE, stream(_deflated(40_000_000), "/Filter /FlateDecode")),
    "double bomb": lambda: pdf(
        CATALOGUE, PAGES_OF, PAGE, stream(_deflated(40_000_000, 2), "/Filter [/FlateDecode /FlateDecode]")
    ),
    "filters": lambda: pdf(
        CATALOGUE, PAGES_OF, PAGE, stream(TEXT, f"/Filter [{'/ASCIIHexDecode ' * 10_000}]")
    ),
    "predictor": lambda: pdf(
        CATALOGUE, PAGES_OF, PAGE,
        stream(zlib.compress(TEXT), "/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 2000000000 >>"),
    ),
    "run length": lambda: pdf(CATALOGUE, PAGES_OF, PAGE, stream(b"\x81a" * 2_000_000, "/Filter /RunLengthDecode")),
    "lzw": lambda: pdf(CATALOGUE, PAGES_OF, PAGE, stream(b"\x80" * 1_000_000, "/Filter /LZWDecode")),
    "contents": lambda: pdf(CATALOGUE, PAGES_OF, PAGE.replace("4 0 R", f"[{'4 0 R ' * 100_000}]"), stream(TEXT)),
    "comment": lambda: b"%PDF-1.7\n" + b"%" * 5_000_000,
    "numbers": lambda: pdf(CATALOGUE, PAGES_OF, PAGE, stream(b"9" * 100_000 + b" 0 Td " + TEXT)),
    "name": lambda: pdf(CATALOGUE, PAGES_OF, PAGE, stream(b"/" + b"#41" * 300_000 + b" gs " + TEXT)),
    "objects": lambda: b"%PDF-1.7\n" + b"1 0 obj\n" * 60_000,
    "long title": lambda: pdf(
        CATALOGUE, PAGES_OF, PAGE, stream(TEXT), f"<< /Title ({'a' * 1_000_000}) >>", trailer="/Info 5 0 R"
    ),
    "character map": lambda: pdf(
        CATALOGUE, PAGES_OF,
        PAGE.replace("/BaseFont", "/ToUnicode 5 0 R /BaseFont"), stream(TEXT),
        stream(b"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
               b"1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange endcmap"),
    ),
}  # fmt: skip

# --- records ---------------------------------------------------------------------------------------------------------


def _row(**more: object) -> str:
    return json.dumps({"text": TRUE, **more})


RECORDS: dict[str, Callable[[], bytes]] = {
    "deep.json": lambda: b'{"text": "' + TRUE.encode() + b'", "a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "deep.jsonl": lambda: b'{"a": ' * 100_000 + b"1" + b"}" * 100_000 + b"\n" + _row().encode(),
    "number.jsonl": lambda: f'{{"text": "{TRUE}", "n": {"9" * 100_000}, "date": 1e999}}\n{_row()}'.encode(),
    "numbers.jsonl": lambda: f'{{"text": "{TRUE}", "date": {"9" * 4000}, "id": 1e308, "title": -0.0}}'.encode(),
    "nan.jsonl": lambda: f'{{"text": "{TRUE}", "date": NaN, "id": -Infinity}}'.encode(),
    "twice.jsonl": lambda: f'{{"text": "one", "text": "{TRUE}", "id": "a", "id": "b"}}'.encode(),
    "halves.jsonl": lambda: f'{{"text": "{TRUE}", "id": "\\ud800", "title": "\\udfff\\ud83d\\ude00\\u0000"}}'.encode(),
    "nul.jsonl": lambda: f'{{"text": "{TRUE}", "url": "\\u0000"}}\0\n{_row()}'.encode(),
    "types.jsonl": lambda: "\n".join(
        [_row(id=[1], title={"a": 1}, date=[2], outlet=True, url=5, author=["x", {"y": 1}]), _row(date=10**30)]
    ).encode(),
    "keys.jsonl": lambda: ("{" + ",".join(f'"k{n}":1' for n in range(200_000)) + f',"text": "{TRUE}"}}').encode(),
    "columns.csv": lambda: ",".join(["text", *(f"c{n}" for n in range(100_000))]).encode() + f'\n"{TRUE}"\n'.encode(),
    "cells.csv": lambda: f'text\n"{TRUE}"{"," * 1_000_000}\n'.encode(),
    "same columns.csv": lambda: f'text,text,id,id\n"one","{TRUE}",a,b\n'.encode(),
    "marks.csv": lambda: b"text\n" + b'"' * 999_999 + b"\n",
    "nul.csv": lambda: f'text,id\n"{TRUE}","\0"\n'.encode(),
    "carriage.csv": lambda: b"text\r" + b"\r" * 200_000,
}
