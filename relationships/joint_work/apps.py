from django.apps import AppConfig


class JointWorkConfig(AppConfig):
    name = "relationships.joint_work"
    label = "joint_work"

    def ready(self) -> None:
        from relationships.joint_work import panels, readers  # noqa: F401  (registers them; models exist only now)
