"""The Publish page: what would change, publishing, former sets, the Power BI project."""
