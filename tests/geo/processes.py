"""Functions run in processes of their own: killed at random moments, limited, or side by side with others.

They begin from a fresh interpreter, which has no threads, so that forking it is safe.
"""

import contextlib
import multiprocessing
import os
import random
import signal
import time


def run_alone(act, *arguments):
    """Run a function of a module in a fresh interpreter, and return what it returns; what it raises is raised here."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(act, arguments)


def kill_at_moments(write, check, times, longest_seconds, seed=5):
    """Run `write` in a child again and again, kill the child at a random moment, and then run `check`."""
    moments = random.Random(seed)
    for _ in range(times):
        pid = fork_to(write)
        time.sleep(moments.uniform(0, longest_seconds))
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        check()


def fork_to(act):
    """Begin to run a function in a child; the child leaves by its number of error, 0 if it raises nothing."""
    pid = os.fork()
    if pid:
        return pid
    code = 255
    with contextlib.suppress(BaseException):
        try:
            act()
            code = 0
        except OSError as error:
            code = error.errno
    os._exit(code)
