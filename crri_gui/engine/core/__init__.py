"""What every stage of a run uses: progress, cancellation, findings, statements, durable steps."""
