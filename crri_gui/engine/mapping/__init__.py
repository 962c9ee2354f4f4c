"""From an export that CRRI may not know to its mapping: proposed, shown, changed, kept.

    export = look(run, folder)                    export.Export: files, columns with samples
    draft = propose(export)                       draft.Draft: fields, origins, reasons, missing
    draft = edited(export, draft, "order", "Ref") a new draft; "status.WORD" as well
    told = consequences(run, export, draft)       consequences.Consequences; run.cancel() ends it
    keep(export, draft)                           keeping: crri.toml, used without asking then

`export.may_be_mapped` says whether a folder needs that; `choices` lists what a field can be.
`fields.FIELDS` are what can be mapped, `propose.shipped` is a known layout as it is recognised.
Drafts are values: who keeps the former ones can go back to them.
"""
