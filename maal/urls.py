"""Addresses of the maal floor."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
