"""The rules, pure: values and today's date go in, results that explain themselves come out."""
