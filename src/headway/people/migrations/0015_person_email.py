from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0014_language")]

    operations = [
        migrations.AddField(
            model_name="person",
            name="email",
            field=models.EmailField(blank=True, default="", max_length=254),
            preserve_default=False,
        ),
    ]
