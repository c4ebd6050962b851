"""Forecasts learned from a history of finished work, and a judge of them."""
