"""The record as tools for an AI assistant (Model Context Protocol). Only `server` imports the SDK."""
