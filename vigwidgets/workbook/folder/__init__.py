"""The one folder that holds a person's work: where it is, who chose it, and what disk it is on."""
