"""The papers of a matter: drafted, numbered, approved, delivered; as files."""
