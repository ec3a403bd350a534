"""Tables, constraints and the questions one may ask of them."""

from .action import ActionItem, ActionStatus
from .assessment import Assessment
from .calibration import Calibration, CalibrationKind
from .company import Company
from .evaluation import Evaluation
from .importance import Importance, Method
from .organisation import Member, Organisation, Role
from .response import Answer, Confidence, Response, ResponseKind
from .rule_switch import RuleSwitch
from .safeguard import Safeguard, SafeguardState
from .scenario import Scenario
from .use_case import UseCase
from .user import User

__all__ = [
    "ActionItem",
    "ActionStatus",
    "Answer",
    "Assessment",
    "Calibration",
    "CalibrationKind",
    "Company",
    "Confidence",
    "Evaluation",
    "Importance",
    "Member",
    "Method",
    "Organisation",
    "Response",
    "ResponseKind",
    "Role",
    "RuleSwitch",
    "Safeguard",
    "SafeguardState",
    "Scenario",
    "UseCase",
    "User",
]
