"""A real IMAP server on a free port, with one mailbox."""

from __future__ import annotations

import getpass
import grp
import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAM = shutil.which("dovecot") or "/usr/sbin/dovecot"
USER, PASSWORD = "quotes", 'pass word\\"'

_CONFIG = """
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
ssl = no
disable_plaintext_auth = no
default_internal_user = {internal}
default_login_user = {internal}
default_internal_group = {group}
mail_location = maildir:{folder}/mail
first_valid_uid = 1
auth_mechanisms = plain
service anvil {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {folder}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail
}}
"""


def installed() -> bool:
    """Whether the machine has it."""
    return Path(PROGRAM).exists()


@contextmanager
def dovecot(folder: Path) -> Iterator[int]:
    """Runs until the block ends; gives the port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    root = os.geteuid() == 0
    owner = pwd.getpwnam("nobody") if root else pwd.getpwuid(os.getuid())
    internal = "dovecot" if root else getpass.getuser()
    group = grp.getgrgid(pwd.getpwnam(internal).pw_gid).gr_name
    for part in ("run", "state", "mail/new", "mail/cur", "mail/tmp"):
        (folder / part).mkdir(parents=True)
    for path in (folder / "mail", *(folder / "mail").iterdir()):
        os.chown(path, owner.pw_uid, owner.pw_gid)
    for path in (folder, *folder.parents):
        if path.stat().st_uid == os.getuid() and path.name.startswith(("pytest", "test", "imap")):
            path.chmod(0o755)  # the mail's owner must be able to pass
    (folder / "users").write_text(f"{USER}:{PASSWORD}\n")
    config = folder / "dovecot.conf"
    config.write_text(
        _CONFIG.format(
            folder=folder, port=port, internal=internal, group=group, uid=owner.pw_uid, gid=owner.pw_gid
        )
    )
    process = subprocess.Popen([PROGRAM, "-F", "-c", str(config)], stderr=subprocess.PIPE)
    try:
        _wait(port, process, folder)
        yield port
    finally:
        process.terminate()
        try:
            process.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


def _wait(port: int, process: subprocess.Popen[bytes], folder: Path) -> None:
    """Until it greets: the port is open before anybody behind it can answer."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=10) as probe:
                if probe.recv(1000).startswith(b"* OK"):
                    return
        except OSError:
            pass
        time.sleep(0.05)
    process.kill()
    log = (folder / "log").read_text() if (folder / "log").exists() else ""
    raise AssertionError(f"dovecot did not start: {process.communicate()[1].decode()} {log}")
