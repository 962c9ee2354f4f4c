"""The application and its frame: window, menus, help, log."""
