"""The exports of shops that CRRI knows: one NAME.toml a layout, found by listing this folder."""
