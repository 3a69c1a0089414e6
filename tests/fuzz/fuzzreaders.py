"""Targets over the readers: any bytes under each format's name, plain and gzipped, and parts of packed formats."""

from __future__ import annotations

import gzip
import io
import zipfile
from datetime import datetime

from fuzzing import target
from reading import ENGLISH, RUSSIAN
from spquotes.data.errors import InputError
from spquotes.data.readers import ReadOptions, Report, read_sources
from spquotes.data.readers.inputs import Source
from spquotes.data.records import Article

Outcome = tuple[list[Article], list[str], list[str]]


def outcome(name: str, data: bytes, options: ReadOptions) -> Outcome:
    """What reading some bytes as a file of this name gives: articles, errors, notes."""
    articles: list[Article] = []
    errors: list[InputError] = []
    notes: list[str] = []
    source = Source(f"/nowhere/{name}", name, open=lambda: io.BytesIO(data))
    articles.extend(read_sources([source], options, Report(errors.append, notes.append)))
    return articles, [str(error) for error in errors], notes


def check(name: str, data: bytes, options: ReadOptions | None = None, *, packed: bool = True) -> Outcome:
    """Read bytes, plain and gzipped, and hold what comes out against the contract."""
    found = outcome(name, data, options or ReadOptions(any_language=True))
    articles, errors, notes = found
    assert articles or errors or notes
    assert len({article.id for article in articles}) == len(articles)
    for article in articles:
        assert article.text.strip()
        for text in (article.id, article.text, article.title, article.outlet, article.url, article.author):
            assert text is None or text.encode().count(b"\0") == 0
        for line in (article.title, article.outlet, article.url, article.author):
            assert line is None or line == " ".join(line.split()) != ""
        if article.published is not None:
            datetime.fromisoformat(article.published)
    assert all(line.strip() and "\n" not in line for line in (*errors, *notes)), (errors, notes)
    if packed and not data.startswith(b"\x1f\x8b"):
        again = outcome(f"{name}.gz", gzip.compress(data, 1), options or ReadOptions(any_language=True))
        assert [one.text for one in again[0]] == [one.text for one in articles], (again, found)
    return found


LINE = f'{{"id": "a", "text": "{ENGLISH}", "date": "2012-10-31", "title": "T", "source": {{"name": "S"}}}}\n'
FIELDS = (
    '"text": ', '"id": ', '"date": ', '"title": ', '"source": ', '"url": ', '"author": ', '"body": ', "{", "}", "[", "]", ",", ":", '"', "\n", "\r",
    "\\ud800", "\\u0000", "null", "1e999", "-0", "NaN", "true", "2012-10-31", "[" * 99, '{"name": ', "9" * 30, "\ufeff",
)  # fmt: skip


@target(
    ENGLISH,
    f"---\ntitle: A\ndate: 2012-10-31\n---\n\n{ENGLISH}",
    ENGLISH.encode("utf-16"),
    words=("---\n", "title: ", "date: "),
    grows=True,
)
def read_text(data: bytes) -> None:
    """Any bytes as a text file: what is decoded is the text, to the letter."""
    articles, _, _ = check("a.txt", data)
    try:
        exact = data.decode()
    except UnicodeDecodeError:
        return
    if articles and not exact.startswith("\ufeff") and not exact.startswith("<") and data[:1] not in b"{[":
        assert articles[0].text == exact.replace("\0", "\ufffd"), articles


@target(
    ENGLISH,
    RUSSIAN,
    RUSSIAN.encode("cp1251"),
    ENGLISH.encode("utf-16-le"),
    b"\x1f\x8b",
    b"%PDF-",
    b"PK\x03\x04",
    b"PAR1",
    "<html>",
    words=("\x1f\x8b", "RIFF", "%PDF-1.4\n"),
    slow=True,
)
def read_unnamed(data: bytes) -> None:
    """Any bytes without a name, in any language or only in English."""
    everything = check("a", data)
    some = outcome("a", data, ReadOptions())
    assert {one.text for one in some[0]} <= {one.text for one in everything[0]}


@target(LINE, LINE.replace("text", "body") * 2, words=FIELDS, share=2, grows=True)
def read_jsonl(data: bytes) -> None:
    """Any bytes as JSON Lines."""
    check("a.jsonl", data)


@target(f"[{LINE},{LINE}]", LINE, words=FIELDS)
def read_json(data: bytes) -> None:
    """Any bytes as JSON."""
    check("a.json", data)


@target(
    f'id,text,date\n1,"{ENGLISH}",2012-10-31\n',
    'text;id\r"a\rb";2\r',
    words=('"', '""', ",", ";", "\t", "|", "\n", "\r", "text", "id", "date"),
    grows=True,
)
def read_csv(data: bytes) -> None:
    """Any bytes as CSV."""
    check("a.csv", data)


TAGS = (
    "<html>", "<head>", "<title>", "<body>", "<article>", "<p>", "</p>", "<script>", "</script>", "<!--", "-->", "<![CDATA[", "]]>", "&lt;", "&#0;",
    "&#xD800;", "<meta name=\"author\" content=\"A\">", "<meta charset=utf-16>", "<time datetime=\"2012-10-31\">", "<h1>", "<blockquote>", "<li>",
    "<script type=\"application/ld+json\">", '{"@type": "NewsArticle", "headline": ', "<!DOCTYPE html>", "<?xml version=\"1.0\" encoding=\"x\"?>",
    "<!ENTITY a \"b\">", "<table><tr><td>", "<svg>", "<link rel=\"canonical\" href=\"http://a.b\">", "<br>", "<div class=\"comments\">",
)  # fmt: skip
PAGE = f"<html><head><title>T</title><meta name='author' content='A B'></head><body><article><p>{ENGLISH}</p><p>{ENGLISH}</p></article></body></html>"


@target(PAGE, words=TAGS, slow=True, longest=2048, share=2)
def read_html(data: bytes) -> None:
    """Any bytes as a page."""
    check("a.html", data, packed=False)


def _pdf(stream: bytes) -> bytes:
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    body, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj%s endobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(body),
    )
    return body + end


OBJECTS = (
    " 0 R", " 0 obj", "endobj\n", "<<", ">>", "[", "]", "/Kids", "/Count ", "/Parent ", "/Length ", "stream\n", "\nendstream", "trailer", "/Root ",
    "xref\n", "startxref\n", "%%EOF", "/Filter/FlateDecode", "/Prev ", "/Encrypt ", "/ObjStm", "/Info ", "/Title(", ")", "<feff00", "/Type/Page",
    "BT /F 9 Tf (", ") Tj ET", "Tm ", "TJ", "Td ", "' ", "/Font", "/ToUnicode ", "/Contents ", "-1", "99999999", "1 0 0 1 0 0 cm ",
)  # fmt: skip


@target(_pdf(b"BT /F 9 Tf 9 9 Td (He said so.) Tj ET"), b"%PDF-1.4\n", words=OBJECTS, slow=True, longest=2048)
def read_pdf(data: bytes) -> None:
    """Any bytes as a PDF."""
    check("a.pdf", data, packed=False)


@target(
    b"BT /F 9 Tf 9 9 Td (He said so.) Tj ET",
    b"BT /F 9 Tf [(He) -250 (said)] TJ T* (so) ' ET",
    words=OBJECTS,
    slow=True,
    longest=1024,
)
def read_pdf_page(data: bytes) -> None:
    """Any bytes as what is drawn on the page of a PDF that is sound otherwise."""
    check("a.pdf", _pdf(data), packed=False)


_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPES}.document.main+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="a" Target="word/document.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>',
}


def _docx(document: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in _PARTS.items():
            archive.writestr(name, content)
        archive.writestr("word/document.xml", document)
    return made.getvalue()


W = (
    '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    "<w:p><w:r><w:t>He said so.</w:t><w:tab/><w:br/></w:r></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl></w:body></w:document>"
)
WORD = (
    "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>", "</w:t>", "<w:br/>", "<w:tab/>", "<w:tbl>", "</w:tbl>", "<w:tr>", "<w:tc>", "<w:pPr>", "<w:pStyle w:val=\"",
    "Heading1\"/>", "<!DOCTYPE a [<!ENTITY b \"c\">]>", "&b;", "&#0;", "<w:hyperlink>", "<w:ins>", "<w:del>", "<w:sdt>", "<w:body>", "</w:body>", "<a>", "/>",
)  # fmt: skip


@target(W, words=WORD, slow=True, longest=2048)
def read_docx(data: bytes) -> None:
    """Any bytes as the document inside a DOCX that is sound otherwise."""
    check("a.docx", _docx(data), packed=False)


@target(
    _docx(W.encode())[:64],
    b"PK\x03\x04",
    b"PK\x05\x06" + bytes(18),
    words=("PK\x01\x02", "PK\x05\x06", "word/document.xml"),
    slow=True,
)
def read_zip(data: bytes) -> None:
    """Any bytes as the file of a DOCX."""
    check("a.docx", b"PK\x03\x04" + data.removeprefix(b"PK\x03\x04"), packed=False)


def _parquet() -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    made = io.BytesIO()
    table = pa.table({"id": ["a"], "text": [ENGLISH], "date": ["2012-10-31"]})
    parquet.write_table(table, made, compression="none", use_dictionary=False)
    return made.getvalue()


@target(_parquet(), b"PAR1", words=("PAR1", "text", "schema", "\x15\x04"), slow=True)
def read_parquet(data: bytes) -> None:
    """Any bytes as Parquet."""
    check("a.parquet", data, packed=False)


@target(gzip.compress(ENGLISH.encode())[:-8], gzip.compress(b"a"), words=("\x1f\x8b\x08",))
def read_gzip(data: bytes) -> None:
    """Any bytes as gzip data, and twice gzipped."""
    check("a.txt.gz", b"\x1f\x8b" + data.removeprefix(b"\x1f\x8b"), packed=False)


@target(f"text\n{LINE}", 'body\n{"bo": 1, "body": "He", "ydob": 5}', "a\na,ax,x\n1,2,3\n", words=FIELDS)
def read_fields(data: bytes) -> None:
    """Columns that a user names, with any name, in files of records."""
    name, _, rest = data.partition(b"\n")
    asked = name.decode("utf-8", "replace") or "text"
    options = ReadOptions(
        text_field=asked, id_field=asked[:3], date_field=asked[::-1], outlet_field="x", any_language=True
    )
    for file in ("a.jsonl", "a.csv"):
        check(file, rest, options, packed=False)
