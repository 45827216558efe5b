"""Measuring: the speed course, the labelled sentences, profiles."""
