"""The Power BI project: model, measures and pages, made from the contract; nothing of Qt."""
