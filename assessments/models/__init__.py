"""Tables, constraints and the questions one may ask of them."""

from .assessment import Assessment
from .company import Company
from .evaluation import Evaluation
from .importance import Importance, Method
from .organisation import Member, Organisation, Role
from .response import Answer, Confidence, Response, ResponseKind
from .scenario import Scenario
from .use_case import UseCase
from .user import User

__all__ = [
    "Answer",
    "Assessment",
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
    "Scenario",
    "UseCase",
    "User",
]
