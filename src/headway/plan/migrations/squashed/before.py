"""The migrations that came before, which are no more."""

REPLACED = [
    ("plan", "0001_initial"),
    ("plan", "0002_by_hand"),
    ("plan", "0003_forecast_history"),
    ("plan", "0004_load"),
    ("plan", "0040_order"),
    ("plan", "0050_run_allowances"),
    ("plan", "0060_baselines"),
    ("plan", "0070_kept_snapshots"),
    ("plan", "0080_order_bounds"),
    ("plan", "0081_interruptions"),
    ("plan", "0082_load_expected"),
    ("plan", "0095_overrides"),
    ("plan", "0098_load_interrupted_by_default"),
    ("plan", "0099_decisions"),
    ("plan", "0100_pace"),
    ("plan", "0101_conflicts"),
    ("plan", "0102_proven_dates"),
    ("plan", "0103_ageing"),
]
