"""``python -m bench``: every program of this folder, one after another, each on a data folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent


def main() -> int:
    wanted = sys.argv[1:] or sorted(path.stem for path in HERE.glob("*.py") if not path.stem.startswith("_"))
    failed = []
    for name in wanted:
        print(f"── {name}", flush=True)
        with tempfile.TemporaryDirectory(prefix="lianxi-bench-") as folder:
            surroundings = os.environ | {"LIANXI_DATA": str(Path(folder) / "data")}
            if subprocess.run([sys.executable, "-m", f"bench.{name}"], env=surroundings, check=False).returncode:
                failed.append(name)
    return len(failed)


if __name__ == "__main__":
    sys.exit(main())
