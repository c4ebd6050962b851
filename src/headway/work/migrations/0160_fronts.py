from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("actors", "0005_language"),
        ("people", "0022_working_ways"),
        ("work", "0141_item_words_in_fields"),
    ]

    operations = [
        migrations.AddField(
            model_name="item",
            name="moscow",
            field=models.CharField(
                blank=True,
                choices=[
                    ("must", "Must"),
                    ("should", "Should"),
                    ("could", "Could"),
                    ("wont", "Won\u2019t"),
                ],
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="item",
            name="quadrant",
            field=models.CharField(
                blank=True,
                choices=[
                    ("both", "Important and urgent"),
                    ("important", "Important"),
                    ("urgent", "Urgent"),
                    ("neither", "Neither"),
                ],
                max_length=16,
            ),
        ),
        migrations.AddField(
            model_name="item",
            name="rice_confidence_percent",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="item",
            name="rice_impact_percent",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="item",
            name="rice_reach",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="item",
            name="stars",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="item",
            name="wsjf_criticality",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="item",
            name="wsjf_reduction",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="item",
            name="wsjf_value",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="project",
            name="front",
            field=models.CharField(
                choices=[
                    ("importance", "Importance"),
                    ("stars", "Stars"),
                    ("moscow", "MoSCoW"),
                    ("rice", "RICE"),
                    ("wsjf", "WSJF"),
                    ("cost", "Cost of delay"),
                    ("eisenhower", "Eisenhower"),
                    ("order", "Order on the board"),
                ],
                default="importance",
                max_length=16,
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="usual_reach",
            field=models.PositiveIntegerField(default=100),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("stars__isnull", True),
                        ("stars__range", (1, 5)),
                        _connector="OR",
                    ),
                    models.Q(
                        ("rice_reach__isnull", True),
                        ("rice_reach__range", (0, 1000000000)),
                        _connector="OR",
                    ),
                    models.Q(
                        ("rice_impact_percent__isnull", True),
                        ("rice_impact_percent__range", (1, 1000)),
                        _connector="OR",
                    ),
                    models.Q(
                        ("rice_confidence_percent__isnull", True),
                        ("rice_confidence_percent__range", (1, 100)),
                        _connector="OR",
                    ),
                    models.Q(
                        ("wsjf_value__isnull", True),
                        ("wsjf_value__range", (1, 20)),
                        _connector="OR",
                    ),
                    models.Q(
                        ("wsjf_criticality__isnull", True),
                        ("wsjf_criticality__range", (1, 20)),
                        _connector="OR",
                    ),
                    models.Q(
                        ("wsjf_reduction__isnull", True),
                        ("wsjf_reduction__range", (1, 20)),
                        _connector="OR",
                    ),
                ),
                name="item_judged_on_scales",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("moscow__in", ["", "must", "should", "could", "wont"])
                ),
                name="item_moscow_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("quadrant__in", ["", "both", "important", "urgent", "neither"])
                ),
                name="item_quadrant_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "front__in",
                        [
                            "importance",
                            "stars",
                            "moscow",
                            "rice",
                            "wsjf",
                            "cost",
                            "eisenhower",
                            "order",
                        ],
                    ),
                    ("usual_reach__gt", 0),
                ),
                name="project_judges_in_some_way",
            ),
        ),
    ]
