from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("work", "0099_check_heading")]

    operations = [
        migrations.AddField(
            model_name="projectoutlook",
            name="ends_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="projectoutlook",
            name="bound_at",
            field=models.DateTimeField(null=True),
        ),
    ]
