"""Why a number is what it is: the dialog that answers, its page for an auditor, customer lists."""
