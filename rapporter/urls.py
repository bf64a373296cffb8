"""Addresses of the rapporter floor."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
