"""What CRRI says: every finding, error and phrase of the engine, in English and Portuguese.

The texts are in the .toml files of this folder, one entry for each message:

    [status_unknown]
    severity = "warning"
    en = "{count:,} {count|order has|orders have} the status {status!r}, which is unknown."
    pt_BR = "{count:,} {count|pedido tem|pedidos têm} o status {status!r}, que é desconhecido."
    remedy.en = "Check the spelling, or list those that count: --set statuses=..."
    remedy.pt_BR = "..."
    remedy_in_window.en = "Check the spelling, or list those that count ({page_definitions})."
    remedy_in_window.pt_BR = "..."

The name of the entry is the message's code. `severity` is for findings alone; a list, where it
depends. `remedy_in_window` is there where the window's remedy differs from the command line's, and
may name its pages. A message with several texts has entries below its code ("status_unknown.many"),
whose remedies are those of the code unless they have their own. `formatting` says how texts are
written.
"""

from crri_gui.messages.catalogue import Message, catalogue, message
from crri_gui.messages.formatting import Month
from crri_gui.messages.sentence import Sentence, remedy, sentence

__all__ = ["Message", "Month", "Sentence", "catalogue", "message", "remedy", "sentence"]
