"""What every stage of a run uses: progress, cancellation, findings, folders, durable file steps."""
