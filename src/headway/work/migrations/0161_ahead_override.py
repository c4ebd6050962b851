from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("work", "0160_fronts")]

    operations = [
        migrations.RunSQL(
            "UPDATE work_outlook SET ahead = ahead || 0 WHERE cardinality(ahead) = 3",
            "UPDATE work_outlook SET ahead = ahead[1:3] WHERE cardinality(ahead) = 4",
        )
    ]
