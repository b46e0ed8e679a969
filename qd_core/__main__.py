"""``python -m qd_core``: the command ``qd``, where the environment's own scripts are not on the path."""

from qd_core.entry.cli.main import main

if __name__ == "__main__":
    main()
