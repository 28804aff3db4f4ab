"""Makes the Parquet inputs of tests/parquet.rs with another program: pyarrow (made with version 26).

    python3 tests/inputs/make_parquet.py
"""

import pathlib

import pyarrow
import pyarrow.parquet

HERE = pathlib.Path(__file__).parent
TEXTS = ["ذهب الولد.", None, "رأى الكتاب!", "", "هذا آخر سطر\nوبعده سطر."] * 3
TABLE = pyarrow.table({"id": list(range(15)), "text": TEXTS, "tags": [["a"]] * 15})


def write(name, table=TABLE, **options):
    pyarrow.parquet.write_table(table, HERE / name, row_group_size=4, **options)


write("posts.parquet", compression="snappy")
write("gzip.parquet", compression="gzip", use_dictionary=False, data_page_version="2.0")
write("lz4.parquet", compression="lz4")
write("zstd.parquet", compression="zstd")
required = pyarrow.schema([pyarrow.field("text", pyarrow.large_string(), nullable=False)])
write("one.parquet", pyarrow.table({"text": ["نص", "نص آخر"]}, schema=required), compression="none")
