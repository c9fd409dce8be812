"""Who is served gets a weight of its own in the search, because other health departments are not shown it."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("requests_app", "0004_rhythm")]

    operations = [
        migrations.RemoveIndex(model_name="ttarequest", name="ttarequest_search"),
        migrations.RemoveField(model_name="ttarequest", name="search"),
        migrations.AddField(
            model_name="ttarequest",
            name="search",
            field=models.GeneratedField(
                db_persist=True,
                expression=SearchVector("title", config="english", weight="A")
                + SearchVector("need", config="english", weight="B")
                + SearchVector("hoped_for_change", "why_now", config="english", weight="C")
                + SearchVector("populations", config="english", weight="D"),
                output_field=SearchVectorField(),
            ),
        ),
        migrations.AddIndex(
            model_name="ttarequest", index=GinIndex(fields=["network", "search"], name="ttarequest_search")
        ),
    ]
