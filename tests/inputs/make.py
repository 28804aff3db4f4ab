"""Makes the inputs of tests/inputs.rs with other programs: Python's codecs and modules, gzip, bzip2, xz, zstd.

    python3 tests/inputs/make.py           writes the files beside this script
    python3 tests/inputs/make.py tables    prints the tables of src/input/code_page.rs

The text is our own. The files are committed, so that the tests need none of these programs.
"""

import csv
import io
import json
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


def table(codec):
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
    records = [{"id": f"d{n}", "text": line, "n": n} for n, line in enumerate(TEXT.splitlines())]
    files["posts.jsonl"] = "".join(json.dumps(r, ensure_ascii=n == 0) + "\n" for n, r in enumerate(records)).encode()
    for name, delimiter in [("posts.csv", ","), ("semicolons.csv", ";"), ("posts.tsv", "\t")]:
        out = io.StringIO()
        writer = csv.writer(out, delimiter=delimiter)
        writer.writerow(["id", "text", "note"])
        for r in records:
            writer.writerow([r["id"], r["text"], "سطر\nثان" if r["n"] == 1 else ""])
        files[name] = out.getvalue().encode()
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
            print(f"{codec}\n{table(codec)}\n")
    else:
        main()
