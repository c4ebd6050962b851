from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("work", "0016_outlook_witness")]

    operations = [
        migrations.AddField(
            model_name="label",
            name="removed_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.RemoveConstraint(model_name="label", name="one_label_per_name"),
        migrations.AddConstraint(
            model_name="label",
            constraint=models.UniqueConstraint(
                condition=Q(removed_at=None),
                fields=("workspace", "name"),
                name="one_label_per_name",
            ),
        ),
    ]
