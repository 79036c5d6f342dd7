"""A framework in the form that pages get."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vigwidgets.core.framework import Framework


def framework_view(framework: Framework) -> dict[str, Any]:
    """Return credit line and tiers with their principles, lowest tier first."""
    return {
        "credit": framework.credit,
        "tiers": [
            {
                "number": tier.number,
                "key": tier.key,
                "name": tier.name,
                "feeling": tier.feeling,
                "principles": [{"key": p.key, "name": p.name} for p in tier.principles],
            }
            for tier in framework.tiers
        ],
    }
