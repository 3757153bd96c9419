"""Killed at random points, the product loses no message and answers none twice; `bench.crash` does it for longer."""

import json
import subprocess
import sys

from pimpasa.foundation.folders import CHECKOUT

KILLS, MESSAGES = 3, 80
RIGHT = {"handled_twice": 0, "replies_lost": 0, "out_of_order": 0, "left_twice_without_kill": 0}


def test_every_message_is_handled_once_and_every_reply_arrives():
    command = [sys.executable, "-m", "bench.crash", "--kills", str(KILLS), "--messages", str(MESSAGES), "--json"]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, timeout=900, check=False)
    told = json.loads(done.stdout)
    assert {name: told[name] for name in ("handled", *RIGHT)} == {"handled": MESSAGES, **RIGHT}
    assert done.returncode == 0
