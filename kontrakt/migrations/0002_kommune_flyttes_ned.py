"""The municipalities are a party of the contract, and users belong to one: they move to the ground floor, state only."""

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.db import migrations, models

import kontrakt.models.felter


class Migration(migrations.Migration):
    dependencies = [("kontrakt", "0001_initial"), ("kommuner", "0001_initial")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Kommune",
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kode', models.CharField(max_length=4, unique=True, validators=[django.core.validators.RegexValidator('^[0-9]{4}$', 'Kommunekoden er fire cifre, fx 0751.')], verbose_name='kommunekode')),
                        ('navn', models.CharField(max_length=100, unique=True, verbose_name='navn')),
                        ('type', models.CharField(choices=[('by', 'Bykommune'), ('land', 'Landkommune')], max_length=10, verbose_name='by eller land')),
                        ('region', models.CharField(max_length=50, verbose_name='region')),
                        ('sortering', kontrakt.models.felter.Sorteringsfelt(default='', editable=False, kilde='navn', max_length=500)),
                        ('erhvervshus', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='kommuner', to='kontrakt.erhvervshus', verbose_name='erhvervshus')),
                    ],
                    options={
                        'verbose_name': 'kommune',
                        'verbose_name_plural': 'kommuner',
                        'ordering': ['sortering'],
                        'db_table': 'kommuner_kommune',
                    },
                ),
                migrations.AddConstraint(
                    model_name='kommune',
                    constraint=models.CheckConstraint(condition=django.db.models.lookups.Exact(django.db.models.functions.text.Length('kode'), 4), name='kommune_kode_fire_tegn', violation_error_message='Kommunekoden er fire cifre, fx 0751.'),
                ),
            ],
        ),
    ]
