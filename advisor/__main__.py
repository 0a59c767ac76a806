"""`python -m advisor`: run one command and leave without taking the heap apart.

Looking for garbage and freeing every object at the end would take longer than deciding.
"""

if __name__ == "__main__":
    import gc
    import os
    import sys

    gc.disable()

    from advisor.cli import main

    code = main()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
