from django.db import migrations, models

import headway.base.languages


class Migration(migrations.Migration):
    dependencies = [
        ("actors", "0004_is_demo"),
    ]

    operations = [
        migrations.AddField(
            model_name="workspace",
            name="language",
            field=models.CharField(
                choices=headway.base.languages.language_choices,
                default="en",
                max_length=16,
            ),
        ),
    ]
