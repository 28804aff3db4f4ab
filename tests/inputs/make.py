"""Makes the inputs of these tests with other programs: Python's codecs and modules, gzip,
bzip2, xz, zstd, and from PyPI pandas, conllu, python-docx, EbookLib.

    python3 tests/inputs/make.py           writes the files beside this script
    python3 tests/inputs/make.py tables    prints the tables of src/input/code_page.rs

The text is our own. The files are committed, so that the tests need none of these programs.
"""

import csv
import io
import pathlib
import subprocess
import sys
import tarfile
import zipfile

HERE = pathlib.Path(__file__).parent
TEXT = (
    "يقرأ الأطفال في المكتبة كل صباح، ثم يخرجون إلى الحديقة.\n"
    "هل رأيت الكتاب الجديد؟ وجدته على الطاولة قرب النافذة.\n"
    "قالت المعلمة: العلم نور، والقراءة باب من أبواب المعرفة.\n"
)


def code_page(codec):
    def code(byte):
        try:
            return ord(bytes([byte]).decode(codec))
        except UnicodeDecodeError:
            return 0

    codes = [f"0x{code(byte):04x}," for byte in range(128, 256)]
    return "\n".join("    " + " ".join(codes[at : at + 12]) for at in range(0, 128, 12))


def packed(program, data, *options):
    return subprocess.run([program, "-c", *options], input=data, stdout=subprocess.PIPE, check=True).stdout


def ibm864(text):
    """cp864 has contextual forms only: the isolated one of each letter, or its other one."""
    import unicodedata

    forms = {}
    for byte in range(128, 256):
        try:
            c = bytes([byte]).decode("cp864")
        except UnicodeDecodeError:
            continue
        base = unicodedata.normalize("NFKC", c)
        for letter in base:
            if len(base) == 1:
                forms.setdefault(letter, byte)
    return bytes(forms.get(c) or (ord(c) if ord(c) < 128 else 63) for c in text)


def tables(lines):
    """Records, as pandas writes them."""
    import pandas

    notes = ["", "سطر\nثان", "«قال»، \"نعم\""]
    frame = pandas.DataFrame({"id": [f"d{n}" for n in range(3)], "text": lines, "note": notes})
    return {
        "posts.jsonl": frame.to_json(orient="records", lines=True, force_ascii=False).encode(),
        "ascii.jsonl": frame.to_json(orient="records", lines=True, force_ascii=True).encode(),
        "posts.csv": frame.to_csv(index=False).encode(),
        "semicolons.csv": frame.to_csv(index=False, sep=";", encoding="utf-8").encode(),
        "windows-1256.csv": frame.to_csv(index=False, lineterminator="\r\n").encode("cp1256"),
        "posts.tsv": frame.to_csv(index=False, sep="\t").encode(),
    }


def documents(lines):
    """Annotated texts, pages, letters and books."""
    import conllu
    import docx
    from ebooklib import epub

    def tokens(line):
        """Words and marks; what stands beside the next has no space after it."""
        found = []
        for word in line.split():
            core = word.rstrip("،.؟:")
            found += [(core, word == core)] + [(c, n == len(word) - len(core) - 1) for n, c in enumerate(word[len(core) :])]
        return found

    files = {}
    sentences = []
    vertical = []
    for n, line in enumerate(lines):
        rows, number = conllu.models.TokenList(), 0
        if n < 2:
            rows.metadata = {"newdoc id": f"doc-{n}"} if n == 0 else {"newdoc": None}
        rows.metadata["sent_id"] = f"s{n}"
        rows.metadata["text"] = line
        vertical += [f'<doc id="doc &amp; {n}">', "<s>"]
        for form, space in tokens(line):
            misc = None if space else {"SpaceAfter": "No"}

            def row(number, form, misc, annotated=True):
                """A line of ten columns."""
                own = (form, "X", None, None, 0, "dep", None) if annotated else (None,) * 7
                names = ("lemma", "upos", "xpos", "feats", "head", "deprel", "deps")
                rows.append(conllu.models.Token(id=number, form=form, **dict(zip(names, own)), misc=misc))

            # A conjunction is a word of its own in Universal Dependencies, and has no surface of its own.
            if form.startswith("و") and len(form) > 4:
                row((number + 1, "-", number + 2), form, misc, annotated=False)
                for part in (form[0], form[1:]):
                    number += 1
                    row(number, part, None)
            else:
                number += 1
                row(number, form, misc)
            vertical.append(f"{form}\tX\t{form}")
            if not space:
                vertical.append("<g/>")
        row((number, ".", 1), "محذوف", None)
        sentences.append(rows.serialize())
        vertical += ["</s>", "</doc>"]
    files["posts.conllu"] = "".join(sentences).encode()
    files["posts.vert"] = ("\n".join(vertical) + "\n").encode()

    body = "\n".join(
        f"<p>{line.replace('الكتاب', '<b>ال</b>كتاب').replace(' ', chr(10), 1)}<!-- تعليق --></p>" for line in lines
    )
    page = f"""<!DOCTYPE html>
<html dir=rtl><head><meta charset=CHARSET><title>عنوان</title><style>p {{ color: red }}</style>
<script>if (1 < 2) document.write("<p>نص</p>");</script></head>
<body>{body}</body></html>
"""
    files["page.html"] = page.replace("CHARSET", "utf-8").encode()
    files["iso-8859-6.html"] = page.replace("CHARSET", "iso-8859-6").encode("iso8859_6")

    head = "######OpenITI#\n\n#META# 000.BookURI :: 0001Nobody.Nothing\n#META#Header#End#\n\n"
    first, second, third = lines
    half = second.index("؟") + 1
    files["book.mARkdown"] = (
        f"{head}### | {first}\n# {second[:half]} PageV01P001 ms001\n~~{second[half:].strip()} PageV01P002\n"
        f"### $ {third.replace(': ', ': @P02 ')} ms0002\n"
    ).encode()

    files["book.tei"] = f"""<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="book"><teiHeader><fileDesc><titleStmt><title>عنوان</title></titleStmt></fileDesc></teiHeader>
<text><body><div><head>{first}</head>
<p>{second.replace("الجديد", '<choice><sic>الجيدد</sic><corr>الجديد</corr></choice>').replace("الطاولة", 'الطا<lb break="no"/>ولة').replace(" قرب", '<pb n="2"/>قرب')}<note>{third}</note></p>
</div></body></text></TEI>
""".encode()

    letter = docx.Document()
    letter.add_paragraph(first)
    paragraph = letter.add_paragraph()
    for run in second.partition("الكتاب"):
        paragraph.add_run(run).bold = run == "الكتاب"
    letter.add_table(1, 1).cell(0, 0).text = third
    out = io.BytesIO()
    letter.save(out)
    files["letter.docx"] = stamped(out.getvalue())

    book = epub.EpubBook()
    book.set_identifier("mizan-test")
    book.set_title("عنوان")
    chapters = []
    for n, line in enumerate(lines):
        chapter = epub.EpubHtml(title=f"باب {n}", file_name=f"text/باب {n}.xhtml", lang="ar", uid=f"c{n}")
        chapter.content = f"<html><body><p>{line}</p></body></html>"
        book.add_item(chapter)
        chapters.append(chapter)
    # The order of reading is that of the spine, not that of the archive.
    book.spine = chapters
    book.add_item(epub.EpubNcx())
    out = io.BytesIO()
    epub.write_epub(out, book)
    files["book.epub"] = stamped(out.getvalue())
    return files


def stamped(archive):
    """The same zip archive with one time on all parts, so that it is the same in each run."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            name = zipfile.ZipInfo(part.filename)
            new.writestr(name, old.read(part), part.compress_type)
    return out.getvalue()


def main():
    utf8 = TEXT.encode()
    files = {"plain.txt": utf8}
    for name, codec in [
        ("windows-1256", "cp1256"),
        ("iso-8859-6", "iso8859_6"),
        ("mac-arabic", "mac_arabic"),
        ("utf-16le", "utf_16_le"),
        ("utf-16be", "utf_16_be"),
        ("utf-32le", "utf_32_le"),
        ("utf-32be", "utf_32_be"),
    ]:
        files[f"{name}.txt"] = TEXT.encode(codec)
        if name.startswith("utf"):
            files[f"{name}-bom.txt"] = ("\ufeff" + TEXT).encode(codec)
    files["ibm864.txt"] = ibm864(TEXT)
    files["utf-8-bom.txt"] = ("\ufeff" + TEXT).encode()
    half = TEXT.index("\n") + 1
    parts = TEXT[:half].encode(), TEXT[half:].encode()
    for ending, program, options in [
        ("gz", "gzip", ["-n"]),
        ("bz2", "bzip2", []),
        ("xz", "xz", []),
        ("zst", "zstd", ["-q"]),
    ]:
        files[f"plain.{ending}"] = packed(program, utf8, *options)
        files[f"members.{ending}"] = b"".join(packed(program, part, *options) for part in parts)
    files |= tables(TEXT.splitlines())
    files |= documents(TEXT.splitlines())
    lines = TEXT.splitlines(keepends=True)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for n, line in enumerate(lines):
            archive.writestr(zipfile.ZipInfo(f"part/{n}.txt"), line, zipfile.ZIP_DEFLATED if n else zipfile.ZIP_STORED)
        archive.writestr(zipfile.ZipInfo("part/empty/"), "")
    files["parts.zip"] = out.getvalue()
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, line in zip(["part/0.txt", "part/" + "طويل" * 30 + ".txt", "part/2.txt"], lines):
            member = tarfile.TarInfo(name)
            member.size = len(line.encode())
            archive.addfile(member, io.BytesIO(line.encode()))
    files["parts.tar.gz"] = packed("gzip", out.getvalue(), "-n")
    for name, data in files.items():
        (HERE / name).write_bytes(data)


if __name__ == "__main__":
    if sys.argv[1:] == ["tables"]:
        for codec in ("mac_arabic", "cp864"):
            print(f"{codec}\n{code_page(codec)}\n")
    else:
        main()
