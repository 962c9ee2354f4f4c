"""The engine's statements on Apache Spark, for data that one machine should not compute."""
