"""Tables, constraints and the questions one may ask of them."""

from .action import ActionItem, ActionStatus
from .answer_change import AnswerChange, ChangeKind
from .assessment import Assessment
from .calibration import Calibration, CalibrationKind
from .catalogue_snapshot import CatalogueSnapshot
from .company import Company
from .evaluation import Evaluation
from .importance import Importance, Method
from .invitation import Invitation, InvitationKind, RespondentRole
from .logo import Logo
from .organisation import Member, Organisation, Role
from .question_comment import QuestionComment
from .report_edition import ReportEdition
from .report_file import FileFormat, FileProblem, FileStatus, ReportFile
from .response import Answer, Confidence, Response, ResponseKind
from .rule_switch import RuleSwitch
from .safeguard import Safeguard, SafeguardState
from .scenario import Scenario
from .section_comment import SectionComment
from .share_link import ShareLink
from .use_case import UseCase
from .user import User
from .word_template import WordTemplate

__all__ = [
    "ActionItem",
    "ActionStatus",
    "Answer",
    "AnswerChange",
    "Assessment",
    "Calibration",
    "CalibrationKind",
    "CatalogueSnapshot",
    "ChangeKind",
    "Company",
    "Confidence",
    "Evaluation",
    "FileFormat",
    "FileProblem",
    "FileStatus",
    "Importance",
    "Invitation",
    "InvitationKind",
    "Logo",
    "Member",
    "Method",
    "Organisation",
    "QuestionComment",
    "ReportEdition",
    "ReportFile",
    "RespondentRole",
    "Response",
    "ResponseKind",
    "Role",
    "RuleSwitch",
    "Safeguard",
    "SafeguardState",
    "Scenario",
    "SectionComment",
    "ShareLink",
    "UseCase",
    "User",
    "WordTemplate",
]
