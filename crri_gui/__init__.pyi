from crri_gui import models as models
from crri_gui.library import *  # noqa: F403 - what it has in `__all__`, which is what is public

__version__: str
