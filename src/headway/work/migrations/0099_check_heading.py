from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("work", "0090_cost_of_delay")]

    operations = [
        migrations.AddField(
            model_name="check",
            name="heading",
            field=models.CharField(blank=True, max_length=200),
        ),
    ]
