"""From YAML to frozen models and findings. Read `compile` first; nothing is imported here: `check` is light."""
