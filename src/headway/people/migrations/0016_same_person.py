import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0015_person_email")]

    operations = [
        migrations.AlterModelOptions(
            name="person", options={"default_manager_name": "everything"}
        ),
        migrations.AlterModelManagers(
            name="person", managers=[("everything", models.Manager())]
        ),
        migrations.AddField(
            model_name="person",
            name="same_as",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="joined",
                to="people.person",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("same_as", None),
                    models.Q(
                        ("user", None),
                        models.Q(("same_as", models.F("id")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="who_signs_in_is_nobody_else",
            ),
        ),
    ]
