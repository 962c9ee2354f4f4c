"""What may tell of a person is masked, or becomes an id that says nothing of one."""
