"""Every query of the room: `intake` in plain SQL on the hot path, `reading` for everything else."""
