"""Who applied: the same choosing as for a team, without a role."""

from ui.dialogs.add_members import AddMembersDialog


class ChooseApplicants(AddMembersDialog):
    """Several persons who applied; a new one is a citizen."""

    TITLE, ASKS_ROLE = "신청자 추가", False
