from django.db import migrations, models

KINDS = [
    ("population", "Population"),
    ("rural_urban", "Rural-urban class"),
    ("vulnerability", "Social vulnerability quartile"),
    ("svi_theme_1", "Vulnerability: income, work and schooling"),
    ("svi_theme_2", "Vulnerability: households"),
    ("svi_theme_3", "Vulnerability: minority status"),
    ("svi_theme_4", "Vulnerability: housing and transport"),
    ("share_in_q4", "Residents in counties of the most vulnerable quarter"),
    ("nchs", "Rural-urban class of the NCHS"),
    ("workforce", "People who work there"),
]


class Migration(migrations.Migration):
    dependencies = [("directory", "0003_consent_and_several_counties")]

    operations = [
        migrations.AlterField(
            model_name="descriptor", name="kind", field=models.CharField(choices=KINDS, max_length=20)
        ),
    ]
